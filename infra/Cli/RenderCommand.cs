using System.CommandLine;
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
            bool checks = parsed.GetValue(check);
            bool stale = RenderRun.IsStale(host, Repository.Find(host), parsed.GetValue(environment), checks);
            if (stale && checks)
            {
                host.Error.Write("error: gitops/ or stacks/schema/ does not match stacks/ and this program. Run `infra render` and commit the result.\n");
                return (int)ExitCode.ChangesFound;
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
