using Infra.Cloud.Keys;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.State;

/// <summary>What a <see cref="StateBucket"/> is made from.</summary>
public sealed record StateBucketArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>Where the bucket is and how long it keeps what was replaced or deleted.</summary>
    public required BucketSettings Settings { get; init; }

    /// <summary>The key, in the bucket's region.</summary>
    public required EncryptionKey Key { get; init; }

    /// <summary>Days for which old versions are kept at least. Default: 365.</summary>
    public int RetentionDays { get; init; } = 365;

    /// <summary>Whether Pulumi refuses to delete the bucket. Default: true.</summary>
    public bool Protect { get; init; } = true;
}
