using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Infra.GitHub;
using Infra.Model;

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
            ImmutableArray<(string Path, string Text)> files =
            [
                (CodeOwnersFile.Path, CodeOwnersFile.Write(settings)),
                .. WorkflowSet.Of(repository.Delivery(settings)).Select(w => ($"{Folder}/{w.File}", w.Text)),
            ];
            int stale = 0;
            foreach ((string file, string written) in files)
            {
                string path = Path.Combine(repository.Root, file);
                byte[] text = Encoding.UTF8.GetBytes(written);
                if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(text))
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
}
