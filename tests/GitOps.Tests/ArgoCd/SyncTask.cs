namespace Infra.GitOps.Tests;

/// <summary>An object in a sync. Source: gitops-engine pkg/sync/sync_task.go.</summary>
internal sealed class SyncTask(SyncPhase phase, ObjectKey key, IReadOnlyDictionary<string, object?>? target, LiveObject? live)
{
    /// <summary>The annotation with the wave.</summary>
    public const string WaveAnnotation = "argocd.argoproj.io/sync-wave";

    /// <summary>The annotation with options of one object.</summary>
    public const string OptionsAnnotation = "argocd.argoproj.io/sync-options";

    public SyncPhase Phase { get; set; } = phase;

    public ObjectKey Key { get; } = key;

    /// <summary>What is to stand; null where it is to go.</summary>
    public IReadOnlyDictionary<string, object?>? Target { get; } = target;

    public LiveObject? Live { get; } = live;

    /// <summary>Whether both differ.</summary>
    public bool IsModified { get; init; } = true;

    public int? WaveOverride { get; set; }

    /// <summary>What became of it in this attempt.</summary>
    public TaskResult? Result { get; set; }

    public bool IsPrune => Target is null;

    public bool IsPending => Result is null;

    public bool IsRunning => Result?.Phase == "Running";

    public bool HasFailed => Result?.Phase is "Failed" or "Error";

    /// <summary>The wave of what is to stand; of what stands where it is to go.</summary>
    public int Wave => WaveOverride ?? WaveOf(Target ?? Live!.Manifest);

    /// <summary>The wave that a manifest says. Source: pkg/sync/syncwaves/waves.go.</summary>
    public static int WaveOf(IReadOnlyDictionary<string, object?> manifest) =>
        int.TryParse(manifest.Annotation(WaveAnnotation), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int wave) ? wave : 0;

    /// <summary>Whether one of the options stands on the object that is to stand.</summary>
    public bool TargetHas(string option) => Target?.HasOption(OptionsAnnotation, option) == true;

    /// <summary>Whether one of the options stands on the object that stands.</summary>
    public bool LiveHas(string option) => Live?.Manifest.HasOption(OptionsAnnotation, option) == true;
}
