using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Order;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.Model.Values;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>What is known of an environment when a step of its release is to be made on it: a hotfix, or a phase of a rollout.</summary>
public sealed record ReleaseGround
{
    /// <summary>The environment.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>What there is to release.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>Main.</summary>
    public required ReleaseLog Log { get; init; }

    /// <summary>What the environment was given.</summary>
    public required ReleaseHistory History { get; init; }

    /// <summary>The ends of what was done to the environment, oldest first.</summary>
    public required ImmutableArray<AuditEntry> Records { get; init; }

    /// <summary>Its applications.</summary>
    public ServiceOrder Order => ServiceOrder.Of(Catalog.Apps, a => a.RegionsIn(Settings).Any());

    /// <summary>The release that it has.</summary>
    public Release Present => History.Current.Release;

    /// <summary>Finds it.</summary>
    public static async Task<ReleaseGround> OfAsync(Host host, Repository repository, StackName environment, AuditTrail trail, CancellationToken cancellation)
    {
        (StackSettings settings, Catalog catalog) = repository.Releasable(environment.Value);
        ReleaseLog log = await ReleaseLog.OfAsync(repository.Git, AuditTrail.RemoteOf(host, trail.Backend), cancellation);
        return new ReleaseGround
        {
            Settings = settings,
            Catalog = catalog,
            Log = log,
            History = await log.HistoryAsync(environment.Value, settings.Tier, cancellation),
            Records = [.. (await trail.WholeAsync(cancellation)).Records.Select(r => r.Entry).Where(e => e.Phase == AuditPhase.End && e.DeploymentTarget == environment.Value)],
        };
    }

    /// <summary>The release that an update succeeded with last; null where none is on record.</summary>
    public async Task<Release?> RunsAsync(GitProcess git, CancellationToken cancellation) =>
        Records.LastOrDefault(e => e is { Action: "up", Outcome: "succeeded" })?.GitCommit is { } applied
            && await git.KnownAsync(applied, cancellation) is not null
            ? await Log.ReadAsync(Settings.Stack.Value, Settings.Tier, applied, cancellation)
            : null;
}
