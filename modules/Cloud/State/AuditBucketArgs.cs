using Infra.Cloud.Keys;
using Infra.Model.Values;
using Pulumi;

namespace Infra.Cloud.State;

/// <summary>What an <see cref="AuditBucket"/> is made from.</summary>
public sealed record AuditBucketArgs
{
    /// <summary>The bucket's name; names of buckets are global.</summary>
    public required BucketName Name { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>The region.</summary>
    public required Region Location { get; init; }

    /// <summary>The key, in the bucket's region.</summary>
    public required EncryptionKey Key { get; init; }

    /// <summary>Days for which nobody can delete or overwrite a record. Default: 1826 days, which is five years.</summary>
    /// <remarks>Five years, as the Reserve Bank of India asks.</remarks>
    public int RetentionDays { get; init; } = 1826;

    /// <summary>Whether the retention itself can never be shortened or taken away again, by anybody. Default: true.</summary>
    /// <remarks>https://docs.cloud.google.com/storage/docs/bucket-lock: a lock cannot be undone; false is for rehearsals.</remarks>
    public bool Locked { get; init; } = true;

    /// <summary>Whether Pulumi refuses to delete the bucket. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
