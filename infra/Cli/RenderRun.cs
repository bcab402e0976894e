using System.Collections.Immutable;
using Infra.Model.Manifests;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary>Renders environments, or compares what is there.</summary>
internal static class RenderRun
{
    /// <summary>Whether files were not what they should be; they are then, unless it only compares.</summary>
    public static bool IsStale(Host host, Repository repository, string? environment, bool checks)
    {
        bool stale = false;

        // All environments are rendered before one is written: a mistake in the last leaves the first as it was.
        IEnumerable<string> environments = environment is null ? repository.Environments() : [environment];
        List<(string Environment, ImmutableArray<RenderedFile> Files)> rendered = [.. environments.Select(e => (e, EnvironmentFiles.Of(repository.RenderOptions(e))))];
        foreach ((string name, ImmutableArray<RenderedFile> files) in rendered)
        {
            GitOpsFolder folder = new(host.Folders, repository.Root, name);
            ImmutableArray<(string Change, string Path)> differences = folder.Differences(files);
            host.Out.Write(string.Concat(differences.Select(d => $"{d.Change,-8} {d.Path}\n")));
            stale |= !differences.IsEmpty;
            if (!checks)
            {
                folder.Write(files);
            }

            host.Error.Write($"gitops/{name}: {files.Length} files, {differences.Length} {(checks ? "stale" : "written")}\n");
        }

        return environment is null ? stale | Schemas(host, repository, checks) : stale;
    }

    private static bool Schemas(Host host, Repository repository, bool checks)
    {
        ImmutableArray<StaleFile> stale = SchemaFiles.Stale(host.Folders, repository.Root);
        host.Out.Write(string.Concat(stale.Select(s => $"{s.Change,-8} {s.Path}\n")));
        if (!stale.IsEmpty && !checks)
        {
            SchemaFiles.Write(host.Folders, repository.Root);
        }

        return !stale.IsEmpty;
    }
}
