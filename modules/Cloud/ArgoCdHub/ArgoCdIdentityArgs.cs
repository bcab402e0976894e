using System.Collections.Immutable;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What an <see cref="ArgoCdIdentity"/> is made from.</summary>
public sealed record ArgoCdIdentityArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The accounts as members of IAM policies, by a short name.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Members { get; init; }

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
