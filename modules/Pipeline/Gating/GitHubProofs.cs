using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Git;
using Infra.GitHub.Api;
using Infra.GitHub.Vouching;
using Infra.Model.Actions;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Gating;

/// <summary>Approvals that GitHub vouches for, asked for when they are needed and kept in no file.</summary>
/// <param name="Proofs">What counts as approval, if its person may approve.</param>
/// <param name="Involved">Numbers, names and addresses of people who wrote, pushed or asked for the change.</param>
public sealed record GitHubProofs(ImmutableArray<ApprovalProof> Proofs, ImmutableArray<string> Involved)
{
    private const string Main = "main";

    /// <summary>None: a rehearsal, or nobody is signed in to GitHub.</summary>
    public static GitHubProofs None { get; } = new([], []);

    /// <summary>Those who took part and whom stacks/delivery/approvals.yaml does not list, in words.</summary>
    public ImmutableArray<string> Strangers { get; init; } = [];

    /// <summary>Why it is not known who took part, as a clause; null where it is known, and in a rehearsal.</summary>
    public string? Unknown { get; init; }

    /// <summary>What GitHub vouches for about an envelope.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="after">The commit before the first that it brings; null where the last alone is looked at.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer: then nobody knows, and nothing is open.</exception>
    public static async Task<GitHubProofs> OfAsync(Host host, Repository repository, Envelope envelope, string? after, CancellationToken cancellation)
    {
        if (envelope.Plan.Backend == "local")
        {
            return None;
        }

        if (!host.GitHub.CanSignIn || envelope.Seal.Commit is not { } commit)
        {
            return None with { Unknown = host.GitHub.CanSignIn ? "what was sealed is no commit" : "nobody is signed in to GitHub, which says who opened and pushed it; set GITHUB_REPOSITORY and GITHUB_TOKEN" };
        }

        GitHubApi api = (await host.GitHub.SignInAsync(cancellation)).Api;
        GitHubVouching vouching = new(api);
        MergedPullRequest? pull = await vouching.MergedAsync(commit, Main, cancellation);
        Involvement involvement = new(vouching, repository.Git, api.Repository, repository.Approvals());
        await involvement.GatherAsync(after, commit, pull, cancellation);
        ImmutableArray<ApprovalProof> reviews = pull is null ? [] : await ReviewsAsync(pull, repository.Git, commit, cancellation);
        (ImmutableArray<ApprovalProof> runs, ImmutableArray<string> actors) = await RunAsync(host, vouching, envelope, commit, cancellation);
        return new([.. reviews, .. runs], [.. involvement.Involved, .. actors]) { Strangers = involvement.Strangers, Unknown = involvement.Unknown };
    }

    // What was reviewed is the head of a pull request; what is sealed is the commit that its merge made. They are the same where that commit is what
    // git makes of its two parents, and nothing was put in beside.
    private static async Task<ImmutableArray<ApprovalProof>> ReviewsAsync(MergedPullRequest pull, GitProcess git, string commit, CancellationToken cancellation)
    {
        bool merges = await git.IsPlainMergeAsync(commit, pull.Head, cancellation);
        return [.. pull.Approving.Select(r => new ApprovalProof(ApprovalProofKind.Review, r.UserId, merges && r.Commit == pull.Head ? commit : r.Commit, r.At))];
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
