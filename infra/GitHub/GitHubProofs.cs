using System.Collections.Immutable;
using System.Globalization;
using Infra.GitHub;
using Infra.Model;
using Infra.Pipeline;

namespace Infra;

/// <summary>Approvals that GitHub vouches for, asked for when they are needed and kept in no file.</summary>
/// <param name="Proofs">What counts as approval, if its person may approve.</param>
/// <param name="Involved">The numeric ids of people who wrote or asked for the change.</param>
internal sealed record GitHubProofs(ImmutableArray<ApprovalProof> Proofs, ImmutableArray<string> Involved)
{
    private const string Main = "main";

    /// <summary>None: a rehearsal, or nobody is signed in to GitHub.</summary>
    public static GitHubProofs None { get; } = new([], []);

    /// <summary>What GitHub vouches for about an envelope.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer: then nobody knows, and nothing is open.</exception>
    public static async Task<GitHubProofs> OfAsync(Host host, Repository repository, Envelope envelope, CancellationToken cancellation)
    {
        if (envelope.Plan.Backend == "local" || !host.GitHub.CanSignIn || envelope.Seal.Commit is not { } commit)
        {
            return None;
        }

        GitHubVouching vouching = new((await host.GitHub.SignInAsync(cancellation)).Api);
        (ImmutableArray<ApprovalProof> reviews, ImmutableArray<string> authors) = await ReviewsAsync(vouching, repository.Git, commit, cancellation);
        (ImmutableArray<ApprovalProof> runs, ImmutableArray<string> actors) = await RunAsync(host, vouching, envelope, commit, cancellation);
        return new([.. reviews, .. runs], [.. authors, .. actors]);
    }

    // What was reviewed is the head of a pull request; what is sealed is the commit that its merge made. They are the same where that commit is what
    // git makes of its two parents, and nothing was put in beside.
    private static async Task<(ImmutableArray<ApprovalProof> Proofs, ImmutableArray<string> Authors)> ReviewsAsync(
        GitHubVouching vouching, GitProcess git, string commit, CancellationToken cancellation)
    {
        if (await vouching.MergedAsync(commit, Main, cancellation) is not { } pull)
        {
            return ([], []);
        }

        bool merges = await git.IsPlainMergeAsync(commit, pull.Head, cancellation);
        return (
            [.. pull.Approving.Select(r => new ApprovalProof(ApprovalProofKind.Review, r.UserId, merges && r.Commit == pull.Head ? commit : r.Commit, r.At))],
            [pull.Author]);
    }

    // GitHub does not say when somebody approved: after the envelope was sealed, because the job that asks for it needs the one that seals, and before
    // now. A run that was started again may show approvals of its first attempt, which carried another envelope.
    private static async Task<(ImmutableArray<ApprovalProof> Proofs, ImmutableArray<string> Actors)> RunAsync(
        Host host, GitHubVouching vouching, Envelope envelope, string commit, CancellationToken cancellation)
    {
        if (!long.TryParse(host.Variable("GITHUB_RUN_ID"), NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            return ([], []);
        }

        ApprovedRun run = await vouching.RunAsync(id, GitHubEnvironments.Apply(StackName.Of(envelope.Plan.Stack)), cancellation);
        bool carries = run is { IsRunning: true, Attempt: 1 } && run.Commit == commit && envelope.SealedAt >= run.Started - EnvelopeCheck.ClockTolerance;
        return (
            [
                .. run.Approvers.Select(a => new ApprovalProof(
                    ApprovalProofKind.Environment, a, carries ? envelope.Digest : "", envelope.SealedAt) { Latest = host.Clock.GetUtcNow() }),
            ],
            run.Involved);
    }
}
