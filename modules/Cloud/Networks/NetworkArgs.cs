using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Networks;

/// <summary>What a <see cref="Network"/> is made from.</summary>
public sealed record NetworkArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>Ranges, flow logs and what may be reached outside.</summary>
    public required NetworkSettings Settings { get; init; }

    /// <summary>Whether Pulumi refuses to give reserved addresses back. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
