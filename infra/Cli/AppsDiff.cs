using System.CommandLine;
using Infra.Git;
using Infra.GitOps.Comparing;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra apps diff ENV</c>: what Argo CD would add, change and remove between two commits. Reads only what is committed.</summary>
internal static class AppsDiff
{
    private static readonly string[] MainBranches = ["refs/heads/main", "refs/remotes/origin/main"];

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> from = new("--base")
        {
            Description = "The commit to compare with. Default: where the branch left main; on main, what ran before the last release of the environment.",
            HelpName = "REF",
        };
        Option<string> to = new("--head") { Description = "The commit that is compared.", DefaultValueFactory = _ => "HEAD", HelpName = "REF" };
        Option<int> allowed = new("--allow-deletions") { Description = "Do not exit with 10 when at most N objects are removed.", HelpName = "N" };
        Option<bool> detailed = Parameters.DetailedExitCode();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Command command = new("diff", "Show what is added, changed and removed between two commits; exits with 10 on a mass deletion.") { environment, from, to, allowed, detailed, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackName name = repository.Environment(parsed.GetRequiredValue(environment));
            IGit git = host.Git(repository.Root);

            // Both are read before git is asked anything, so that every hostile one is named.
            GitRef head = GitRef.Parse(parsed.GetRequiredValue(to), "--head");
            GitRef? written = parsed.GetValue(from) is { } text ? GitRef.Parse(text, "--base") : null;
            string headCommit = await CommitAsync(git, head, "--head", cancellation);
            string baseCommit = written is not null ? await CommitAsync(git, written, "--base", cancellation) : await BaseAsync(git, name, headCommit, cancellation);
            await NoticeUncommittedAsync(host, git, name, cancellation);

            CommittedEnvironment before = await CommittedEnvironment.BeforeAsync(git, name, baseCommit, cancellation);
            CommittedEnvironment after = await CommittedEnvironment.ReadAsync(git, name, headCommit, cancellation);
            EnvironmentDiff diff = EnvironmentDiff.Of(before.Objects, after.Objects);
            if (before.Unreadable is { } unreadable)
            {
                host.Error.Write($"note: what {CommittedEnvironment.Short(baseCommit)} keeps cannot be read, so everything counts as new and nobody knows what is removed:\n{unreadable}\n");
            }

            string? blocked = diff.MassDeletion(before.IsProduction || after.IsProduction);
            bool isBlocked = blocked is not null && diff.Removed.Length > parsed.GetValue(allowed);
            DiffOutput output = new(host, name, before, after, diff, blocked, isBlocked);
            output.Write(parsed.GetValue(format));
            return (int)(isBlocked ? ExitCode.GateBlocked : parsed.GetValue(detailed) && !diff.Changes.IsEmpty ? ExitCode.ChangesFound : ExitCode.Ok);
        });
        return command;
    }

    private static async Task<string> CommitAsync(IGit git, GitRef revision, string where, CancellationToken cancellation) =>
        await git.CommitAsync(revision, cancellation) ?? throw new InfraException(
            ErrorKind.Configuration, $"{where} is '{revision}', and this is no git repository or has no such commit. Write a commit, branch or tag that `git log` knows.");

    // On a branch: where it left main. On main, an environment that follows a branch ran the commit before; one that follows a commit ran what
    // its release file said before it was last changed.
    private static async Task<string> BaseAsync(IGit git, StackName environment, string head, CancellationToken cancellation)
    {
        foreach (string main in MainBranches)
        {
            if (await git.CommitAsync(GitRef.Parse(main, "main"), cancellation) is { } tip && await git.MergeBaseAsync(head, tip, cancellation) is { } shared && shared != head)
            {
                return shared;
            }
        }

        string releaseFile = $"stacks/{environment}/release.yaml";
        CommittedEnvironment now = await CommittedEnvironment.ReadAsync(git, environment, head, cancellation);
        string? changed = now.Follows == head ? head : await git.LastChangeAsync(head, releaseFile, cancellation);
        return changed is not null && await git.CommitAsync(GitRef.Parse(changed + "^", "--base"), cancellation) is { } before
            ? before
            : throw new InfraException(ErrorKind.Configuration, $"There is no commit before {CommittedEnvironment.Short(changed ?? head)} to compare {environment} with. Name one with --base REF.");
    }

    private static async Task NoticeUncommittedAsync(Host host, IGit git, StackName environment, CancellationToken cancellation)
    {
        int count = (await git.UncommittedAsync([$"stacks/Pulumi.{environment}.yaml", $"stacks/{environment}", $"gitops/{environment}"], cancellation)).Count;
        if (count > 0)
        {
            host.Error.Write($"note: {count} changed {(count == 1 ? "file is" : "files are")} not committed and not compared. Commit them, or read `infra render --check`.\n");
        }
    }
}
