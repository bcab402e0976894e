using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Delivery.Releases;
using Infra.Delivery.Risk;
using Infra.Delivery.Rollout;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Releasing;

/// <summary>Looks after a release on its way: says where it stands, and opens the next phase when the present one is over and well.</summary>
public sealed class RolloutRun(Host host, Repository repository, IPullRequests requests)
{
    /// <summary>The action of its audit records.</summary>
    public const string Action = "rollout";

    /// <summary>Says where it stands; opens the next phase, or ends the rollout, where nothing is missing.</summary>
    /// <exception cref="InfraException">The phase is not over, or failed; where it stands was written all the same.</exception>
    /// <param name="options">What is asked for.</param>
    /// <param name="found">Told where it stands, as soon as that is known.</param>
    /// <param name="ended">Told where it stands, with what was opened; also where acting on it failed, because monitoring tells "not yet" from "failed" by it.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(RolloutOptions options, Action<RolloutReport> found, Action<RolloutReport> ended, CancellationToken cancellation)
    {
        StackName environment = repository.Environment(options.Environment);
        GateSettings? gates = repository.Gates().Environments.GetValueOrDefault(environment.Value);
        RolloutSettings phases = gates?.Rollout ?? throw new InfraException(
            ErrorKind.Configuration, $"stacks/delivery/gates.yaml has no rollout of {environment}, so a release reaches all its regions at once. Write rollout: below environments.{environment}.");
        AuditTrail trail = new(host, repository, options.Backend);
        ReleaseGround ground = await ReleaseGround.OfAsync(host, repository, environment, trail, cancellation);
        RolloutState? state = await RolloutState.OfAsync(ground, phases, repository.Git, cancellation);
        RolloutFinding? finding = state is null ? null : await JudgeAsync(options, state, gates, cancellation);
        RolloutReport report = new(ground, state, finding, Opened: null);
        found(report);
        try
        {
            report = report with { Opened = state is null || finding is null ? null : await ActAsync(options, state, finding, trail, cancellation) };
        }
        finally
        {
            ended(report);
        }
    }

    private async Task<RolloutFinding> JudgeAsync(RolloutOptions options, RolloutState state, GateSettings gates, CancellationToken cancellation)
    {
        Evidence? evidence = (await new EvidenceFiles(host, repository).ReadAsync(options.Evidence, EvidenceSubject.Of(state.Id, null), options.Backend == "local", cancellation)).GetValueOrDefault(GateName.HealthGood);
        return Known(state) ?? RolloutJudge.Of(state.Phase, host.Clock.GetUtcNow(), state.Since, evidence, TimeSpan.FromMinutes((gates.HealthGood ?? new()).MaxAgeMinutes));
    }

    private async Task<DeliveredRelease?> ActAsync(RolloutOptions options, RolloutState state, RolloutFinding finding, AuditTrail trail, CancellationToken cancellation)
    {
        switch (finding.Standing)
        {
            case RolloutStanding.Passed when state.Next is not null:
                return await OpenAsync(options, state, finding, trail, cancellation);
            case RolloutStanding.Passed:
                await EndAsync(options, state, finding, trail, cancellation);
                return null;
            case RolloutStanding.Failed:
                throw await FailedAsync(options, state, finding, trail, cancellation);
            default:
                throw new InfraException(ErrorKind.GateBlocked, $"Phase {state.Phase.Name} of {options.Environment}: {finding.Reason}. {finding.Mend}");
        }
    }

    // What failed once does not become good by measuring again; what ended stays ended.
    private static RolloutFinding? Known(RolloutState state) =>
        state.Ended("failed") is { } failed ? new(RolloutStanding.Failed, failed.Verdicts[$"{GateName.HealthGood}"], "")
        : state.Next is null && state.Ended("succeeded") is { } ended ? new(RolloutStanding.Passed, ended.Verdicts[$"{GateName.HealthGood}"], "")
        : null;

    private async Task<DeliveredRelease> OpenAsync(RolloutOptions options, RolloutState state, RolloutFinding finding, AuditTrail trail, CancellationToken cancellation)
    {
        (ReleaseGround ground, StackName environment) = (state.Ground, state.Ground.Settings.Stack);
        GitRevision platform = await ground.Log.BaseAsync(environment, ground.Present.Platform, cancellation);
        Release release = await ReleaseProposal.PlatformAsync(repository, environment, state.Phases.Advance(ground.Present) with { Platform = platform }, ground.Present.Secrets, cancellation);
        ReleaseProposal proposal = await ReleaseProposal.OnMainAsync(
            repository, ground.Log, environment, (release, ReleaseText.Write(environment, release)), [], [release.Platform.Value],
            $"Roll out in {environment}: phase {state.Next!.Name} of release {ReleaseId.Of(release)}\n", options.Backend == "local" ? "local" : null, cancellation);
        RiskAssessment? risk = proposal.Plan is null ? null : await new Gatekeeper(host, repository).RiskAsync(proposal.Plan, proposal.Paths, cancellation);
        return await new ReleaseDelivery
        {
            Environment = environment,
            Action = Action,
            Proposal = proposal,
            Entry = Entry(options, state, finding, trail) with { RiskAssessment = risk?.ToString() ?? "" },
            Text = branch => RolloutText.Of(state, finding, proposal, branch),
        }.DeliverAsync(host, repository.Git, ground.Log, trail, requests, cancellation);
    }

    private async Task EndAsync(RolloutOptions options, RolloutState state, RolloutFinding finding, AuditTrail trail, CancellationToken cancellation)
    {
        if (state.Ended("succeeded") is null)
        {
            await trail.DoAsync(Entry(options, state, finding, trail), () => Task.FromResult((true, "succeeded")), cancellation);
        }

        host.Error.Write($"Release {state.Id} is rolled out in {options.Environment}: every phase is over and well.\n");
    }

    private async Task<InfraException> FailedAsync(RolloutOptions options, RolloutState state, RolloutFinding finding, AuditTrail trail, CancellationToken cancellation)
    {
        if (state.Ended("failed") is null)
        {
            await trail.DoAsync(Entry(options, state, finding, trail), () => Task.FromResult((true, "failed")), cancellation);
        }

        string back = state.Before is { } before ? $"which gives every region release {before.Id} back" : "where there is an earlier release";
        return new InfraException(
            ErrorKind.GateBlocked, $"Phase {state.Phase.Name} of {options.Environment} failed: {finding.Reason}. It goes no further. Take it back: `infra rollback {options.Environment} --reason TEXT`, {back}.");
    }

    private static AuditEntry Entry(RolloutOptions options, RolloutState state, RolloutFinding finding, AuditTrail trail) =>
        trail.Entry(Action, options.Environment, options.Backend) with
        {
            GitCommit = state.Ground.History.Current.Commit,
            RollbackPlan = state.Before is { } before ? $"release {before.Id}" : "",
            Verdicts = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                KeyValuePair.Create($"{GateName.HealthGood}", finding.Reason),
                KeyValuePair.Create(RolloutState.PhaseVerdict, state.Phase.Name),
                KeyValuePair.Create(RolloutState.ReleaseVerdict, state.Id.Digest),
            ]),
        };
}
