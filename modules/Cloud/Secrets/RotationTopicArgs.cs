using Infra.Cloud.Keys;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Secrets;

/// <summary>What a <see cref="RotationTopic"/> is made from.</summary>
public sealed record RotationTopicArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The regions that messages may be stored in.</summary>
    public required RegionSet Residency { get; init; }

    /// <summary>The key of the topic.</summary>
    public required EncryptionKey Key { get; init; }

    /// <summary>The member that Secret Manager publishes as.</summary>
    public required Input<string> Publisher { get; init; }

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
