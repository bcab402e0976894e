using System.Globalization;

namespace Infra.GitOps.Tests;

/// <summary>How much a refresh compares. Source: argo-cd controller/appcontroller.go CompareWith.</summary>
internal enum CompareWith
{
    /// <summary>With the revision compared last.</summary>
    Recent = 1,

    /// <summary>With what the target revision names now.</summary>
    Latest = 2,

    /// <summary>The same, past every cache; errors of the repo server are told at once.</summary>
    LatestForceResolve = 3,
}

/// <summary>What Argo CD knows of an Application beside its spec.</summary>
internal sealed class ApplicationState(LiveObject live)
{
    /// <summary>The Application in the hub.</summary>
    public LiveObject Live { get; } = live;

    public string Name => Live.Key.Name;

    public IReadOnlyDictionary<string, object?> Spec => Live.Manifest.Map("spec");

    /// <summary>spec.project; empty is "default".</summary>
    public string Project => Spec.Text("project") is { Length: > 0 } project ? project : "default";

    /// <summary>Whether spec.sources counts and spec.source does not (HasMultipleSources).</summary>
    public bool HasMultipleSources => Spec.List("sources").Count > 0;

    /// <summary>The sources that count.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Sources => HasMultipleSources ? Spec.Maps("sources") : [Spec.Map("source")];

    /// <summary>spec.destination.namespace.</summary>
    public string DestinationNamespace => Spec.Text("destination", "namespace") ?? "";

    /// <summary>Synced, OutOfSync or Unknown; null before the first comparison.</summary>
    public string? Sync { get; set; }

    /// <summary>status.sync.comparedTo; null before the first comparison.</summary>
    public IReadOnlyDictionary<string, object?>? ComparedTo { get; set; }

    /// <summary>The compared revision of each source.</summary>
    public IReadOnlyList<string> Revisions { get; set; } = [];

    /// <summary>status.health.status; null before the first comparison.</summary>
    public Health? Health { get; set; }

    /// <summary>Messages of conditions by their type.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> Conditions { get; } = new(StringComparer.Ordinal);

    /// <summary>The operation that is asked for and not yet completed.</summary>
    public Operation? Operation { get; set; }

    /// <summary>The last operation; null while one is asked for and did not begin (util/argo SetAppOperation).</summary>
    public OperationState? OperationState { get; set; }

    public TimeSpan? ReconciledAt { get; set; }

    /// <summary>The comparison that was asked for.</summary>
    public CompareWith? Requested { get; set; }

    /// <summary>A comparison that was asked for later.</summary>
    public TimeSpan? RequestedAt { get; set; }

    /// <summary>When the refresh that began is done.</summary>
    public TimeSpan? RefreshDoneAt { get; set; }

    /// <summary>Since when the repo server fails.</summary>
    public TimeSpan? RepoErrorSince { get; set; }

    /// <summary>The spec that was refused last, as JSON; null when the last one was not.</summary>
    public string? RefusedSpec { get; set; }

    /// <summary>What it looked at and in which version, to see what changed.</summary>
    public string Seen { get; set; } = "";

    /// <summary>The keys of the targets compared last.</summary>
    public IReadOnlyList<ObjectKey> Targets { get; set; } = [];

    /// <summary>What the status says, as far as others see it.</summary>
    public string LastStatus { get; set; } = "";

    /// <summary>The whole object with its status, as a health customization gets it.</summary>
    public IReadOnlyDictionary<string, object?> View()
    {
        Dictionary<string, object?> view = Live.Manifest.Copy();
        if (Operation is not null)
        {
            view["operation"] = Map(("initiatedBy", Map(("automated", true))), ("sync", Of(Operation)));
        }

        if (Sync is not null || OperationState is not null)
        {
            view["status"] = Status();
        }

        return view;
    }

    private Dictionary<string, object?> Status()
    {
        Dictionary<string, object?> status = Map(
            ("health", Health is { } health ? Map(("status", health.ToString())) : Map()),
            ("sync", Map([("comparedTo", ComparedTo), ("status", Sync ?? ""), .. Revision(Revisions)])));
        if (Conditions.Count > 0)
        {
            status["conditions"] = Conditions.SelectMany(c => c.Value.Select(m => (object?)Map(("type", c.Key), ("message", m)))).ToList();
        }

        if (ReconciledAt is { } at)
        {
            status["reconciledAt"] = Time(at);
        }

        if (OperationState is { } state)
        {
            Dictionary<string, object?> operation = Map(
                ("phase", state.Phase), ("message", state.Message), ("startedAt", Time(state.StartedAt)), ("operation", Map(("sync", Of(state.Operation)))));
            operation.Set(state.FinishedAt is { } finished ? Time(finished) : null, "finishedAt");
            operation.Set(state.RetryCount > 0 ? state.RetryCount : null, "retryCount");
            operation.Set(state.Result is { } result ? Map([.. Source(result.Sources, state.Operation.HasMultipleSources), .. Revision(result.Revisions ?? [])]) : null, "syncResult");
            status["operationState"] = operation;
        }

        return status;
    }

    private static Dictionary<string, object?> Of(Operation operation) =>
        Map([("prune", operation.Prune), .. Source(operation.Sources, operation.HasMultipleSources), .. operation.Revisions is { } revisions ? Revision(revisions, operation.HasMultipleSources) : []]);

    private (string Name, object? Value)[] Revision(IReadOnlyList<string> revisions) => Revision(revisions, HasMultipleSources);

    private static (string Name, object? Value)[] Revision(IReadOnlyList<string> revisions, bool several) =>
        several ? [("revisions", revisions.ToList<object?>())] : [.. revisions.Take(1).Select(r => ("revision", (object?)r))];

    private static (string Name, object? Value)[] Source(IReadOnlyList<IReadOnlyDictionary<string, object?>> sources, bool several) =>
        several ? [("sources", sources.Select(object? (s) => s.Copy()).ToList())] : [("source", sources[0].Copy())];

    private static Dictionary<string, object?> Map(params (string Name, object? Value)[] fields) => fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);

    // Virtual time begins at an arbitrary moment.
    private static string Time(TimeSpan at) => (new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc) + at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
