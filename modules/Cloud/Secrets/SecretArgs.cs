using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Secrets;

/// <summary>What a <see cref="Secret"/> is made from. There is no place for a value.</summary>
public sealed record SecretArgs
{
    /// <summary>The most days that Google Cloud keeps a destroyed version for.</summary>
    public const int MostRetentionDays = 365;

    /// <summary>Its id, consumers and rotation.</summary>
    public required SecretSettings Settings { get; init; }

    /// <summary>A replica in each of these regions, with the region's key, in the order of regions.</summary>
    public required ImmutableSortedDictionary<string, EncryptionKey> Replicas { get; init; }

    /// <summary>The topic that rotations are announced on.</summary>
    public required RotationTopic Topic { get; init; }

    /// <summary>The member of each consumer, by the workload's name.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Consumers { get; init; }

    /// <summary>Days for which a destroyed version can be brought back. Default: 30.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>Whether Pulumi and Google Cloud refuse to delete it. Default: true.</summary>
    public bool Protect { get; init; } = true;
}
