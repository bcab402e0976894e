using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Keys;

/// <summary>What <see cref="RegionKeys"/> is made from.</summary>
public sealed record RegionKeysArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The region: a key is used only where it is.</summary>
    public required Region Region { get; init; }

    /// <summary>Who uses each key, by the key's name: the member of a service agent.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Users { get; init; }

    /// <summary>Whether Pulumi refuses to delete keys. What a deleted key encrypted is lost. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>Days after which a key gets a new version; old ones go on decrypting. Default: 90 days.</summary>
    public int RotationDays { get; init; } = 90;

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
