using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>A release that an environment gets by a branch and a pull request, between the two records of it.</summary>
public sealed record ReleaseDelivery
{
    /// <summary>The environment.</summary>
    public required StackName Environment { get; init; }

    /// <summary>The action of its records; its branch is <c>ACTION/ENV/RELEASE</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The release as a commit.</summary>
    public required ReleaseProposal Proposal { get; init; }

    /// <summary>The record, before its commit is known.</summary>
    public required AuditEntry Entry { get; init; }

    /// <summary>What its pull request says; it is given the branch.</summary>
    public required Func<string, PullRequestText> Text { get; init; }

    /// <summary>Makes the branch and the pull request, unless that was done before: twice leaves what once leaves.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="git">The repository.</param>
    /// <param name="log">Main.</param>
    /// <param name="trail">Where it is recorded.</param>
    /// <param name="requests">The pull requests.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The branch, and the pull request where this run opened it or made it say this.</returns>
    /// <exception cref="InfraException">The branch holds another release, or cannot be written.</exception>
    public async Task<DeliveredRelease> DeliverAsync(Host host, GitProcess git, ReleaseLog log, AuditTrail trail, IPullRequests requests, CancellationToken cancellation)
    {
        string? remote = AuditTrail.RemoteOf(host, trail.Backend);
        (ReleaseBranch branch, string? made) = await ReleaseBranch.OpenAsync(git, $"{Action}/{Environment}/{Proposal.Id}", remote, log.Main, Proposal.Commit, cancellation);
        if (made is not null && ReleaseId.Of(await log.ReadAsync(Environment.Value, Tier.Development, made, cancellation)) is { } held && held != Proposal.Id)
        {
            throw new InfraException(ErrorKind.GateBlocked, $"{branch.Name} exists and gives {Environment} release {held}, not {Proposal.Id}: somebody changed it. Delete the branch, and try again.");
        }

        ImmutableArray<AuditRecord> records = [.. (await trail.WholeAsync(cancellation)).Records];
        if (made is not null && records.Any(r => r.Entry is { Phase: AuditPhase.End, Outcome: "succeeded" } e && e.Action == Action && e.DeploymentTarget == Environment.Value && e.GitCommit == made))
        {
            host.Error.Write($"Release {Proposal.Id} of {Environment} is on {branch.Name} at {CommittedEnvironment.Short(made)} already. Nothing new.\n");
            return new DeliveredRelease(branch.Name, made, PullRequest: null);
        }

        return await trail.DoAsync(
            Entry with { GitCommit = made ?? Proposal.Commit },
            async () =>
            {
                string head = await branch.MakeAsync(made ?? Proposal.Commit, cancellation);
                PullRequestPlace place = await Text(branch.Name).PlaceAsync(requests, cancellation);
                host.Error.Write($"Release {Proposal.Id} of {Environment} is on {branch.Name} at {CommittedEnvironment.Short(head)}; {place.Words}.\n");
                return (new DeliveredRelease(branch.Name, head, place.Address), "succeeded");
            },
            cancellation);
    }
}
