using System.Collections.Immutable;
using System.CommandLine;
using Infra.Model.Manifests;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

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
            List<(string Environment, ImmutableArray<RenderedFile> Files)> rendered = [.. environments.Select(e => (e, EnvironmentFiles.Of(repository.RenderOptions(e))))];
            foreach ((string name, ImmutableArray<RenderedFile> files) in rendered)
            {
                GitOpsFolder folder = new(host.Folders, repository.Root, name);
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
}
