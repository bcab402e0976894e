namespace Infra.GitOps.Tests;

/// <summary>An object that stands in a cluster.</summary>
internal sealed class LiveObject(ObjectKey key, int uid, TimeSpan createdAt, Dictionary<string, object?> manifest)
{
    /// <summary>What tells it from others.</summary>
    public ObjectKey Key { get; } = key;

    /// <summary>What tells it from one of the same name before or after it.</summary>
    public int Uid { get; } = uid;

    /// <summary>When it was made.</summary>
    public TimeSpan CreatedAt { get; } = createdAt;

    /// <summary>When its fields changed last.</summary>
    public TimeSpan ChangedAt { get; set; } = createdAt;

    /// <summary>Grows with every change of it or of its health, as a watch would tell.</summary>
    public long Version { get; set; }

    /// <summary>The object without its status.</summary>
    public Dictionary<string, object?> Manifest { get; set; } = manifest;

    /// <summary>What Argo CD applied last, or null.</summary>
    public Dictionary<string, object?>? Applied { get; set; }

    /// <summary>Since when it is being deleted, or null.</summary>
    public TimeSpan? DeletedAt { get; set; }

    /// <summary>The object that owns it, or null.</summary>
    public int? OwnerUid { get; set; }

    /// <summary>Whether it waits for what it owns or contains: Kubernetes' own finalizers.</summary>
    public bool WaitsForContent { get; set; }

    /// <summary>The health that was seen last.</summary>
    public Health? Health { get; set; }

    /// <summary>Its finalizers.</summary>
    public IReadOnlyList<string> Finalizers => Manifest.Texts("metadata", "finalizers");

    /// <summary>The id of Argo CD's tracking, or null.</summary>
    public string? TrackingId => Manifest.Annotation(Tracking.Annotation);
}
