using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Releases;
using Infra.Delivery.Risk;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>
/// Gives an environment an earlier release of its own, applications and infrastructure: the file of that release and the settings that ran with
/// it, as a branch and a pull request. The program itself is not taken back; it is reviewed and released like everything on main.
/// </summary>
public sealed class Rollback(Host host, Repository repository, IPullRequests requests)
{
    /// <summary>The action of its audit records.</summary>
    public const string Action = "rollback";

    /// <summary>Rolls back.</summary>
    /// <exception cref="InfraException">There is no such release, or it cannot be gone back to; everything that cannot be undone is named.</exception>
    public async Task RunAsync(RollbackOptions options, CancellationToken cancellation)
    {
        StackName environment = repository.Environment(options.Environment);
        AuditTrail trail = new(host, repository, options.Backend);
        await RequireStateAsync(environment, options.Backend, cancellation);
        GitProcess git = repository.Git;
        string? remote = AuditTrail.RemoteOf(host, options.Backend);
        ReleaseLog log = await ReleaseLog.OfAsync(git, remote, cancellation);
        Tier tier = repository.Settings(environment.Value).Tier;
        ReleaseHistory history = await log.HistoryAsync(environment.Value, tier, cancellation);
        AuditEntry[] records = [.. (await trail.WholeAsync(cancellation)).Records.Select(r => r.Entry)];
        ImmutableArray<(string Commit, ReleaseId Release)> applied = await AppliedAsync(git, log, environment.Value, tier, records, cancellation);
        ReleaseEntry target = options.To is { } named ? history.Find(named) : history.LastGood(applied.Select(a => a.Release));
        await RequirePlatformsAsync(git, target, cancellation);

        ReleaseProposal proposal = await ProposeAsync(git, log, environment, history, target, applied, options.Backend, cancellation);
        (ReleaseBranch branch, string? made) = await ReleaseBranch.OpenAsync(git, $"rollback/{environment}/{target.Id}", remote, log.Main, proposal.Commit, cancellation);
        if (made is not null && records.Any(e => e is { Action: Action, Phase: AuditPhase.End, Outcome: "succeeded" } && e.DeploymentTarget == environment.Value && e.GitCommit == made))
        {
            host.Error.Write($"The rollback of {environment} to release {target.Id} is on {branch.Name} already. Nothing new.\n");
            return;
        }

        AuditEntry entry = trail.Entry(Action, environment.Value, options.Backend, proposal.Plan, reason: options.Reason);
        RiskAssessment risk = await new Gatekeeper(host, repository).RiskAsync(proposal.Plan!, proposal.Paths, cancellation);
        await trail.DoAsync(
            entry with { GitCommit = made ?? proposal.Commit, RollbackPlan = $"release {history.Current.Id}", RiskAssessment = risk.ToString() },
            async () =>
            {
                RequireUndoable(proposal, environment, target);
                string head = await branch.MakeAsync(made ?? proposal.Commit, cancellation);
                PullRequestPlace place = await RollbackText.Of(options, history.Current, target, proposal, risk, branch.Name).PlaceAsync(requests, cancellation);
                host.Error.Write($"Release {target.Id} of {environment} is on {branch.Name} at {CommittedEnvironment.Short(head)}; {place.Words}.\n");
                return (head, "succeeded");
            },
            cancellation);
    }

    // Against no state every earlier release looks harmless.
    private async Task RequireStateAsync(StackName environment, string kind, CancellationToken cancellation)
    {
        if (!(await new StackBackends(host, repository).Of(environment.Value, kind).StatusAsync(cancellation)).Exists)
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                $"The {kind} backend has no state of {environment}, so nobody can say what going back would lose.{(kind == "local" ? " Pass --backend pulumi for the real cloud." : " Nothing was ever applied there.")}");
        }
    }

    /// <summary>Makes sure that Argo CD could read a release.</summary>
    public static async Task RequirePlatformsAsync(GitProcess git, ReleaseEntry target, CancellationToken cancellation)
    {
        foreach (GitRevision platform in target.Release.Platforms.Where(p => p.IsCommit))
        {
            if (await git.CommitAsync(GitRef.Parse(platform.Value, "the release"), cancellation) is null)
            {
                throw new InfraException(
                    ErrorKind.Configuration, $"Release {target.Id} follows {CommittedEnvironment.Short(platform.Value)}, and this repository has no such commit, so Argo CD could not read it. Fetch the whole history (`git fetch --unshallow`), or name another release.");
            }
        }
    }

    private static void RequireUndoable(ReleaseProposal proposal, StackName environment, ReleaseEntry target)
    {
        ImmutableArray<string> lost = RollbackLoss.Of(proposal.Plan!);
        if (!lost.IsEmpty)
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                string.Join('\n', lost.Select(l => $"{l}.").Append($"{environment} was not rolled back to release {target.Id}: what holds data cannot be undone. Keep these in stacks/Pulumi.{environment}.yaml, or go forward with a fix.")));
        }
    }

    /// <summary>The commits that updates of the environment succeeded with, newest first, with the release that each had. What this repository has not, or cannot read, is left out.</summary>
    public static async Task<ImmutableArray<(string Commit, ReleaseId Release)>> AppliedAsync(
        GitProcess git, ReleaseLog log, string environment, Tier tier, AuditEntry[] records, CancellationToken cancellation)
    {
        var applied = ImmutableArray.CreateBuilder<(string, ReleaseId)>();
        foreach (string commit in records.Reverse()
            .Where(e => e is { Action: "up", Phase: AuditPhase.End, Outcome: "succeeded", GitCommit: not null } && e.DeploymentTarget == environment).Select(e => e.GitCommit!).Distinct(StringComparer.Ordinal))
        {
            if (await git.KnownAsync(commit, cancellation) is not null && await log.TextAsync(environment, commit, cancellation) is { } text
                && ReleaseFile.Parse(ReleaseLog.PathOf(environment), text, tier).Release is { } release)
            {
                applied.Add((commit, ReleaseId.Of(release)));
            }
        }

        return applied.ToImmutable();
    }

    private async Task<ReleaseProposal> ProposeAsync(
        GitProcess git,
        ReleaseLog log,
        StackName environment,
        ReleaseHistory history,
        ReleaseEntry target,
        ImmutableArray<(string Commit, ReleaseId Release)> applied,
        string kind,
        CancellationToken cancellation)
    {
        // The settings that ran with it last; those that came with it where no update is on record.
        string settingsAt = applied.Where(a => a.Release == target.Id).Select(a => a.Commit).FirstOrDefault() ?? target.Commit;
        string file = $"stacks/Pulumi.{environment}.yaml";
        ImmutableArray<RenderedFile> settings = [.. await git.FilesAsync(settingsAt, [file], cancellation)];
        string text = await log.TextAsync(environment.Value, target.Commit, cancellation) ?? ReleaseText.Write(environment, target.Release);
        try
        {
            return await ReleaseProposal.OnMainAsync(
                repository, log, environment, (target.Release, text), settings, [], $"Roll {environment} back from release {history.Current.Id} to {target.Id}\n", kind, cancellation);
        }
        catch (InfraException refused)
        {
            throw new InfraException(refused.Kind, $"{refused.Message}\n{environment} was not rolled back to release {target.Id}: its settings or its plan are refused.", refused);
        }
    }
}
