using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Registry;

/// <summary>What a <see cref="RegionRegistry"/> is made from.</summary>
public sealed record RegionRegistryArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The region: nodes pull from their own, and go on when another region is lost.</summary>
    public required Region Region { get; init; }

    /// <summary>The key, in the same region.</summary>
    public required EncryptionKey Key { get; init; }

    /// <summary>Who may pull, by a short name: the members that nodes run as.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Readers { get; init; }

    /// <summary>The member that verifies signatures on admission, and so reads the company's own images; null where none are verified. Default: null.</summary>
    public string? Verifier { get; init; }

    /// <summary>Days after which untagged and cached images are deleted. Default: 365 days.</summary>
    public int RetentionDays { get; init; } = 365;

    /// <summary>Newest versions of each image that are kept whatever their age. Default: 10 versions.</summary>
    public int KeepVersions { get; init; } = 10;

    /// <summary>Whether Pulumi refuses to delete the company's own images. Caches are never protected. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
