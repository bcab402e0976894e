using Infra.Git;
using Infra.GitOps.Comparing;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Rendering;

/// <summary>Compares what Argo CD keeps in an environment at two commits. Reads only what is committed.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class EnvironmentComparison(Host host, Repository repository)
{
    private static readonly string[] MainBranches = ["refs/heads/main", "refs/remotes/origin/main"];

    private readonly IGit git = host.Git(repository.Root);

    /// <summary>Compares, and notes what is not compared.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="from">The commit to compare with; null for where the branch left main, or on main what ran before the last release.</param>
    /// <param name="to">The commit that is compared.</param>
    /// <param name="asRendered">Whether each commit's own <c>gitops/ENV/</c> is compared, whatever commits its release names.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There is no such environment or commit, or a file of it has problems.</exception>
    public async Task<ComparedEnvironment> RunAsync(string environment, string? from, string to, bool asRendered, CancellationToken cancellation)
    {
        StackName name = repository.Environment(environment);

        // Both are read before git is asked anything, so that every hostile one is named.
        GitRef head = GitRef.Parse(to, "--head");
        GitRef? written = from is null ? null : GitRef.Parse(from, "--base");
        string headCommit = await CommitAsync(head, "--head", cancellation);
        string baseCommit = written is not null ? await CommitAsync(written, "--base", cancellation) : await BaseAsync(name, headCommit, asRendered, cancellation);
        await NoticeUncommittedAsync(name, cancellation);

        CommittedEnvironment before = asRendered
            ? await CommittedEnvironment.RenderedAsync(git, name, baseCommit, isBefore: true, cancellation)
            : await CommittedEnvironment.BeforeAsync(git, name, baseCommit, cancellation);
        CommittedEnvironment after = asRendered
            ? await CommittedEnvironment.RenderedAsync(git, name, headCommit, isBefore: false, cancellation)
            : await CommittedEnvironment.ReadAsync(git, name, headCommit, cancellation);
        EnvironmentDiff diff = EnvironmentDiff.Of(before.Objects, after.Objects);
        if (before.Unreadable is { } unreadable)
        {
            host.Error.Write($"note: what {CommittedEnvironment.Short(baseCommit)} keeps cannot be read, so everything counts as new and nobody knows what is removed:\n{unreadable}\n");
        }

        return new ComparedEnvironment(name, before, after, diff);
    }

    private async Task<string> CommitAsync(GitRef revision, string where, CancellationToken cancellation) =>
        await git.CommitAsync(revision, cancellation) ?? throw new InfraException(
            ErrorKind.Configuration, $"{where} is '{revision}', and this is no git repository or has no such commit. Write a commit, branch or tag that `git log` knows.");

    // On a branch: where it left main. On main, an environment that follows a branch ran the commit before; one that follows a commit ran what
    // its release file said before it was last changed.
    private async Task<string> BaseAsync(StackName environment, string head, bool asRendered, CancellationToken cancellation)
    {
        foreach (string main in MainBranches)
        {
            if (await git.CommitAsync(GitRef.Parse(main, "main"), cancellation) is { } tip && await git.MergeBaseAsync(head, tip, cancellation) is { } shared && shared != head)
            {
                return shared;
            }
        }

        string releaseFile = $"stacks/{environment}/release.yaml";
        bool isOfHead = asRendered || (await CommittedEnvironment.ReadAsync(git, environment, head, cancellation)).Follows == head;
        string? changed = isOfHead ? head : await git.LastChangeAsync(head, releaseFile, cancellation);
        return changed is not null && await git.CommitAsync(GitRef.Parse(changed + "^", "--base"), cancellation) is { } before
            ? before
            : throw new InfraException(ErrorKind.Configuration, $"There is no commit before {CommittedEnvironment.Short(changed ?? head)} to compare {environment} with. Name one with --base REF.");
    }

    private async Task NoticeUncommittedAsync(StackName environment, CancellationToken cancellation)
    {
        int count = (await git.UncommittedAsync([$"stacks/Pulumi.{environment}.yaml", $"stacks/{environment}", $"gitops/{environment}"], cancellation)).Count;
        if (count > 0)
        {
            host.Error.Write($"note: {count} changed {(count == 1 ? "file is" : "files are")} not committed and not compared. Commit them, or read `infra render --check`.\n");
        }
    }
}
