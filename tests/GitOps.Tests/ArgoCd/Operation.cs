namespace Infra.GitOps.Tests;

/// <summary>A sync that is asked for: frozen when it begins. Source: argo-cd controller/appcontroller.go autoSync.</summary>
internal sealed class Operation
{
    /// <summary>The sources to sync.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, object?>> Sources { get; init; }

    /// <summary>Whether they stand in spec.sources.</summary>
    public required bool HasMultipleSources { get; init; }

    /// <summary>The revision of each source; an attempt that takes the newest has none.</summary>
    public required IReadOnlyList<string>? Revisions { get; set; }

    /// <summary>Whether what git no longer has is deleted.</summary>
    public required bool Prune { get; init; }

    /// <summary>spec.syncPolicy.syncOptions.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>spec.syncPolicy.retry.</summary>
    public required RetryStrategy Retry { get; init; }

    /// <summary>How often in a row self heal began one.</summary>
    public int SelfHealAttempts { get; set; }

    /// <summary>The objects that it is limited to, as self heal's are; null for all.</summary>
    public IReadOnlySet<(string Group, string Kind, string Name)>? Resources { get; set; }

    /// <summary>Whether an option stands there, word for word (SyncOptions.HasOption).</summary>
    public bool Has(string option) => Options.Contains(option, StringComparer.Ordinal);
}

/// <summary>How far an operation is: status.operationState.</summary>
internal sealed class OperationState(Operation operation, TimeSpan startedAt)
{
    public Operation Operation { get; } = operation;

    public TimeSpan StartedAt { get; } = startedAt;

    /// <summary>Running, Terminating, Succeeded, Failed or Error.</summary>
    public string Phase { get; set; } = "Running";

    public string Message { get; set; } = "";

    /// <summary>When it ended; with the phase Running, when the attempt failed that is tried again.</summary>
    public TimeSpan? FinishedAt { get; set; }

    public long RetryCount { get; set; }

    public SyncResult? Result { get; set; }

    /// <summary>After a wave, nothing goes on before (sync.go delayBetweenSyncWaves sleeps).</summary>
    public TimeSpan BusyUntil { get; set; }

    public bool IsCompleted => Phase is "Succeeded" or "Failed" or "Error";
}

/// <summary>What an attempt did: status.operationState.syncResult.</summary>
internal sealed class SyncResult
{
    public required IReadOnlyList<IReadOnlyDictionary<string, object?>> Sources { get; init; }

    public required IReadOnlyList<string>? Revisions { get; set; }

    /// <summary>spec.syncPolicy.managedNamespaceMetadata at its last step.</summary>
    public IReadOnlyDictionary<string, object?>? ManagedNamespace { get; set; }

    /// <summary>The result of each object, by phase and key.</summary>
    public Dictionary<(SyncPhase Phase, ObjectKey Key), TaskResult> Tasks { get; } = [];
}

/// <summary>The part of a sync that an object is in.</summary>
internal enum SyncPhase
{
    PreSync,
    Sync,
}

/// <summary>What became of an object in an attempt.</summary>
internal sealed class TaskResult
{
    /// <summary>Synced, SyncFailed, Pruned or PruneSkipped.</summary>
    public required string Status { get; set; }

    /// <summary>Running, Succeeded, Failed or Error.</summary>
    public required string Phase { get; set; }

    public required string Message { get; set; }
}
