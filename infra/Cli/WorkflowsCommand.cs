using System.Collections.Immutable;
using System.CommandLine;
using Infra.Delivery.Gates;
using Infra.Model.Values;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra workflows [--check]</c>: writes the workflows of GitHub Actions and CODEOWNERS from stacks/.</summary>
internal static class WorkflowsCommand
{
    public static Command Build(Host host)
    {
        Option<bool> check = new("--check") { Description = "Write nothing; exit with 12 when .github/ is not what would be written." };
        Command command = new("workflows", "Write .github/workflows/ and .github/CODEOWNERS from stacks/: preview, deploy, drift, promote, rollout, hotfix, rollback, bootstrap. What others wrote, like ci.yml, is left alone.") { check };
        command.SetAction(parsed =>
        {
            bool checks = parsed.GetValue(check);
            WorkflowFiles files = new(host, Repository.Find(host));
            int count = 0;
            foreach (StaleFile stale in files.Stale())
            {
                count++;
                host.Out.Write($"{stale.Change,-8} {stale.Path}\n");
                if (!checks)
                {
                    files.Write(stale);
                }
            }

            foreach ((StackName environment, ImmutableArray<GateName> gates) in files.MissingEvidence())
            {
                host.Error.Write($"note: {environment} asks for evidence of {string.Join(" and ", gates)}, and nothing brings it to deploy.yml, where an emergency alone does without. Name a script with environments.{environment}.evidence of stacks/delivery/github.yaml (docs/github.md, Evidence).\n");
            }

            host.Error.Write($".github: {files.Count} files, {count} {(checks ? "stale" : "written")}\n");
            if (count > 0 && checks)
            {
                host.Error.Write("error: .github/ does not match stacks/. Run `infra workflows` and commit the result.\n");
                return (int)ExitCode.ChangesFound;
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
