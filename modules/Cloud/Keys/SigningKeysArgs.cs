using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Keys;

/// <summary>What <see cref="SigningKeys"/> are made from.</summary>
public sealed record SigningKeysArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The region.</summary>
    public required Region Region { get; init; }

    /// <summary>What is signed, a key each.</summary>
    public required ImmutableArray<string> Uses { get; init; }

    /// <summary>Whether Pulumi refuses to delete keys: what they signed could not be verified any more. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
