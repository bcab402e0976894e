using System.CommandLine;
using Infra.GitHub.Repositories;
using Infra.GitHub.Sync;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra github sync [--check]</c>: makes the repository on GitHub what stacks/ say.</summary>
internal static class GitHubSync
{
    public static Command Build(Host host)
    {
        Option<bool> check = new("--check") { Description = "Change nothing; exit with 12 when the repository is not what it should be." };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Command sync = new("sync", "Make environments, rulesets, variables, labels and Actions of the repository what stacks/ say; what nobody asked for is left alone.") { check, format };
        sync.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            RepositorySettings settings = GitHubOptions.Settings(repository);
            RepositoryOptions options = GitHubOptions.Of(repository, settings);
            RepositorySync work = new((await host.GitHub.SignInAsync(cancellation, settings)).Api, options);
            RepositoryPlan plan = await work.LookAsync(cancellation);
            SyncOutput.Write(host, plan, parsed.GetValue(format));
            host.Error.Write($"{SyncOutput.Summary(plan)}\n");
            if (plan.Changes.IsEmpty)
            {
                return (int)ExitCode.Ok;
            }

            if (parsed.GetValue(check))
            {
                host.Error.Write($"error: {settings.Repository} does not match stacks/. Run `infra github sync`.\n");
                return (int)ExitCode.ChangesFound;
            }

            await work.ApplyAsync(change => host.Error.Write($"{(change.IsNew ? "made" : "changed")} {SyncOutput.Kind(change.Kind)} {Printable.Text(change.Name)}\n"), cancellation);
            host.Error.Write($"Done: {settings.Repository} is what stacks/ say.\n");
            return (int)ExitCode.Ok;
        });
        return sync;
    }
}
