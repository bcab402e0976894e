using System.Collections.Immutable;
using System.CommandLine;
using Infra.GitOps;
using Infra.Model;
using Infra.Policy;

namespace Infra.Cli;

/// <summary><c>infra render [ENV] [--check]</c>: writes what Argo CD reads.</summary>
internal static class RenderCommand
{
    public static Command Build(Host host)
    {
        Argument<string?> environment = new("ENV") { Description = "Only this environment.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> check = new("--check") { Description = "Write nothing; exit with 12 when gitops/ is not what would be written." };
        Command command = new("render", "Write gitops/ENV/ from stacks/: projects, the charts of clusters and applications, tenants.") { environment, check };
        command.SetAction(parsed =>
        {
            Repository repository = Repository.Find(host);
            bool stale = false;

            // All environments are rendered before one is written: a mistake in the last leaves the first as it was.
            IEnumerable<string> environments = parsed.GetValue(environment) is { } one ? [one] : repository.Environments();
            List<(string Environment, ImmutableArray<RenderedFile> Files)> rendered = [.. environments.Select(e => (e, Rendered(e, repository.RenderOptions(e))))];
            foreach ((string name, ImmutableArray<RenderedFile> files) in rendered)
            {
                GitOpsFolder folder = new(repository.Root, name);
                ImmutableArray<(string Change, string Path)> differences = folder.Differences(files);
                foreach ((string change, string path) in differences)
                {
                    host.Out.Write($"{change,-8} {path}\n");
                }

                stale |= !differences.IsEmpty;
                if (!parsed.GetValue(check))
                {
                    folder.Write(files);
                }

                host.Error.Write($"gitops/{name}: {files.Length} files, {differences.Length} {(parsed.GetValue(check) ? "stale" : "written")}\n");
            }

            if (stale && parsed.GetValue(check))
            {
                host.Error.Write("error: gitops/ is not what stacks/ says. Run `infra render` and commit the result.\n");
                return (int)ExitCode.ChangesFound;
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }

    /// <summary>
    /// The generated files of an environment, expanded as Argo CD will expand them, so that what it would refuse is never written. A region that the
    /// release has not reached reads other files.
    /// </summary>
    internal static ImmutableArray<RenderedFile> Rendered(string environment, RenderOptions options)
    {
        ImmutableArray<RenderedFile> files = Renderer.Render(options);
        Cluster[] reached = [.. Renderer.Clusters(options.Settings, options.Release).Where(c => c.Annotations[ClusterContract.Platform] == options.Release.Platform.Value)];
        _ = EnvironmentObjects.Read(new PlatformFiles(options.Settings.Stack, options.Release.Platform, files), reached);
        return [.. files, .. KyvernoPolicies.Render(EnvironmentFacts.Of(options.Settings), options.Catalog.AddOns.Select(a => a.Namespace.Value)).Select(p => new RenderedFile(p.Path, p.Text))];
    }
}
