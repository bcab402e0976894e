namespace Infra.GitOps.Tests;

/// <summary>What argocd-cmd-params-cm and argocd-cm say. Each default is Argo CD's own.</summary>
internal sealed record SimulatorSettings
{
    /// <summary>controller.sync.timeout.seconds: from the start of an operation, its retries included; zero is none.</summary>
    public TimeSpan SyncTimeout { get; init; }

    /// <summary>controller.sync.wave.delay.seconds: after every wave but the last.</summary>
    public TimeSpan WaveDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>timeout.reconciliation, without its jitter.</summary>
    public TimeSpan Reconciliation { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>controller.repo.error.grace.period.seconds: errors of the repo server are not told before.</summary>
    public TimeSpan RepoErrorGrace { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>cluster.inClusterEnabled: whether https://kubernetes.default.svc is a destination.</summary>
    public bool InClusterEnabled { get; init; } = true;

    /// <summary>
    /// Without one, Applications are looked at by name and every refresh takes its whole time. With one, as work queues do: in any order, and a refresh
    /// takes any part of its time; the same seed gives the same run.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>How long a refresh takes until the new status is seen. Longer than <see cref="WaveDelay"/>, a wave meets the status of the spec before it.</summary>
    public TimeSpan RefreshTime { get; init; }

    /// <summary>resource.customizations.health.argoproj.io_Application; null for none, and then Applications have no health.</summary>
    public string? ApplicationHealth { get; init; }

    /// <summary>controller.self.heal.backoff.*: 2 s, factor 3, at most 300 s.</summary>
    public static TimeSpan SelfHealBackoff(int attempts) => attempts == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(300, 2 * Math.Pow(3, attempts - 1)));
}
