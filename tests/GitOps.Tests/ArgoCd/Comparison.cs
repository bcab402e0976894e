namespace Infra.GitOps.Tests;

/// <summary>An object of an Application: what git wants and what stands in the cluster.</summary>
/// <param name="Key">The object.</param>
/// <param name="Target">What is to stand; null where git has it no longer.</param>
/// <param name="Live">What stands; null where nothing does.</param>
/// <param name="Modified">Whether both differ.</param>
/// <param name="Status">Synced, OutOfSync or Unknown; null where it does not count.</param>
/// <param name="IsOutOfSync">Whether the Application is out of sync because of it. One of a kind that is not permitted counts, though its own status is Unknown.</param>
internal sealed record ComparedResource(ObjectKey Key, IReadOnlyDictionary<string, object?>? Target, LiveObject? Live, bool Modified, string? Status, bool IsOutOfSync)
{
    /// <summary>Whether a sync would prune it.</summary>
    public bool RequiresPruning => Target is null && Live is not null && Tracking.Fits(Live);
}

/// <summary>The outcome of comparing an Application. Source: argo-cd controller/state.go comparisonResult.</summary>
internal sealed record Comparison(
    string Status,
    IReadOnlyList<string> Revisions,
    IReadOnlyList<ComparedResource> Resources,
    Health Health,
    IReadOnlyList<(string Type, string Message)> Conditions,
    IReadOnlyDictionary<string, object?> ComparedTo)
{
    /// <summary>The messages of the conditions with which an operation does not begin (sync.go SyncAppState).</summary>
    public IReadOnlyList<string> Errors => [.. Conditions.Where(c => c.Type is "ComparisonError" or "InvalidSpecError").Select(c => $"{c.Type}: {c.Message}")];
}
