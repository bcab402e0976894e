using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Infra.Delivery.Gates;
using Infra.GitHub.Generators;
using Infra.GitHub.Repositories;
using Infra.GitHub.Workflows;
using Infra.Model.Backends;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra workflows [--check]</c>: writes the workflows of GitHub Actions and CODEOWNERS from stacks/.</summary>
internal static class WorkflowsCommand
{
    private const string Folder = ".github/workflows";

    public static Command Build(Host host)
    {
        Option<bool> check = new("--check") { Description = "Write nothing; exit with 12 when .github/ is not what would be written." };
        Command command = new("workflows", "Write .github/workflows/ and .github/CODEOWNERS from stacks/: preview, deploy, drift, promote, rollout, hotfix, rollback, bootstrap. What others wrote, like ci.yml, is left alone.") { check };
        command.SetAction(parsed =>
        {
            Repository repository = Repository.Find(host);
            RepositorySettings settings = GitHubOptions.Settings(repository);
            DeliveryOptions delivery = repository.Delivery(settings);
            ImmutableArray<(string Path, string Text)> files =
            [
                (CodeOwnersFile.Path, CodeOwnersFile.Write(settings)),
                .. WorkflowSet.Of(delivery).Select(w => ($"{Folder}/{w.File}", w.Text)),
            ];
            int stale = 0;
            foreach ((string file, string written) in files)
            {
                string path = Path.Combine(repository.Root, file);
                byte[] text = Encoding.UTF8.GetBytes(written);
                if (File.Exists(path) && repository.Bytes(file).AsSpan().SequenceEqual(text))
                {
                    continue;
                }

                stale++;
                host.Out.Write($"{(File.Exists(path) ? "changed" : "added"),-8} {file}\n");
                if (!parsed.GetValue(check))
                {
                    host.Files.Replace(path, text);
                }
            }

            // One that stacks/ ask for no more would go on running.
            foreach (string file in host.Files.List(Path.Combine(repository.Root, Folder)).Select(name => $"{Folder}/{name}").Except(files.Select(f => f.Path), StringComparer.Ordinal))
            {
                string path = Path.Combine(repository.Root, file);
                if (WorkflowYaml.Wrote(Encoding.UTF8.GetString(host.Files.Read(path) ?? [])))
                {
                    stale++;
                    host.Out.Write($"removed  {file}\n");
                    if (!parsed.GetValue(check))
                    {
                        host.Files.Delete(path);
                    }
                }
            }

            WriteMissingEvidence(host, delivery, repository.Gates());
            host.Error.Write($".github: {files.Length} files, {stale} {(parsed.GetValue(check) ? "stale" : "written")}\n");
            if (stale > 0 && parsed.GetValue(check))
            {
                host.Error.Write("error: .github/ is not what stacks/ says. Run `infra workflows` and commit the result.\n");
                return (int)ExitCode.ChangesFound;
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }

    // Checks of the commit and the rehearsal in deploy.yml are evidence already; these two only a system outside of it knows.
    private static void WriteMissingEvidence(Host host, DeliveryOptions delivery, GatesSettings gates)
    {
        foreach (DeliveryEnvironment environment in delivery.Environments.Where(e => e.Evidence is null))
        {
            GateName[] asked = [.. (gates.Environments.GetValueOrDefault(environment.Name.Value)?.Gates ?? []).Where(g => g.Required).Select(g => g.Gate.Name).Where(g => g is GateName.HealthGood or GateName.BudgetWithin)];
            if (asked.Length > 0)
            {
                host.Error.Write($"note: {environment.Name} asks for evidence of {string.Join(" and ", asked)}, and nothing brings it to deploy.yml, where an emergency alone does without. Name a script with environments.{environment.Name}.evidence of stacks/delivery/github.yaml (docs/github.md, Evidence).\n");
            }
        }
    }
}
