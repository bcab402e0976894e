using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What an <see cref="ArgoCdAccess"/> is made from. Its provider says which cluster.</summary>
public sealed record ArgoCdAccessArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>What must exist before: the cluster. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
