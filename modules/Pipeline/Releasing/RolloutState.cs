using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Releasing;

/// <summary>Where a release stands on its way through an environment.</summary>
/// <param name="Ground">The environment.</param>
/// <param name="Phases">Its phases.</param>
/// <param name="Phase">The phase that the release is in.</param>
/// <param name="Since">Since when its regions run it, by the audit record; null where no update brought it there.</param>
public sealed record RolloutState(ReleaseGround Ground, RolloutSettings Phases, RolloutPhase Phase, DateTimeOffset? Since)
{
    /// <summary>What the record of a phase calls the release.</summary>
    public const string ReleaseVerdict = "Release";

    /// <summary>What the record of a phase calls the phase.</summary>
    public const string PhaseVerdict = "Phase";

    /// <summary>The release.</summary>
    public ReleaseId Id => Ground.History.Current.Id;

    /// <summary>When the hours of the phase are over; null where no update brought it there.</summary>
    public DateTimeOffset? Until => Since?.AddHours(Phase.Hours);

    /// <summary>The phase that comes next; null in the last.</summary>
    public RolloutPhase? Next => Phases.NextOf(Ground.Present);

    /// <summary>The release that every region goes back to.</summary>
    public ReleaseEntry? Before => Ground.History.Whole.FirstOrDefault();

    /// <summary>The record by which the phase ended before with an outcome, since its regions run the release; null where there is none.</summary>
    public AuditEntry? Ended(string outcome) =>
        Ground.Records.LastOrDefault(e => e.Action == RolloutRun.Action && e.Outcome == outcome && e.Timestamp >= Since && e.Verdicts.GetValueOrDefault(ReleaseVerdict) == Id.Digest);

    /// <summary>Finds it; null where nothing is on its way.</summary>
    /// <exception cref="InfraException">The release has not even reached the first phase.</exception>
    public static async Task<RolloutState?> OfAsync(ReleaseGround ground, RolloutSettings phases, GitProcess git, CancellationToken cancellation)
    {
        // The last phase is one too: it is watched although no region is left.
        bool isLast = !ground.Present.IsOnItsWay && ground.History.Entries.Skip(1).FirstOrDefault() is { Release.IsOnItsWay: true } before && before.Release.Reached.Equals(ground.Present.Reached);
        if (!isLast && !ground.Present.IsOnItsWay)
        {
            return null;
        }

        RolloutPhase phase = phases.PhaseOf(ground.Present) ?? throw new InfraException(
            ErrorKind.Configuration,
            $"{ground.Settings.Stack} is on its way to release {ground.History.Current.Id}, which has not reached {phases.Phases[0].Name}, the first phase of stacks/delivery/gates.yaml: it is not yet in {string.Join(", ", ground.Present.Regions.Keys)}. Give the regions of the first phase the release, or roll back.");
        return new RolloutState(ground, phases, phase, await SinceAsync(ground, git, cancellation));
    }

    // Since the first update with this release after which none failed, was of another release or took it away.
    private static async Task<DateTimeOffset?> SinceAsync(ReleaseGround ground, GitProcess git, CancellationToken cancellation)
    {
        DateTimeOffset? since = null;
        Dictionary<string, bool> same = new(StringComparer.Ordinal);
        foreach (AuditEntry entry in ground.Records.Reverse().Where(e => e is { Action: "up" or "destroy", Outcome: not "refused" }))
        {
            if (entry is not { Action: "up", Outcome: "succeeded", GitCommit: { } commit })
            {
                break;
            }

            if (!same.TryGetValue(commit, out bool isSame))
            {
                isSame = same[commit] = await git.KnownAsync(commit, cancellation) is not null
                    && await ground.Log.TextAsync(ground.Settings.Stack.Value, commit, cancellation) is { } text
                    && ReleaseFile.Parse("release.yaml", text, ground.Settings.Tier).Release is { } release && ReleaseId.Of(release) == ground.History.Current.Id;
            }

            if (!isSame)
            {
                break;
            }

            since = entry.Timestamp;
        }

        return since;
    }
}
