using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Networks;

/// <summary>What a <see cref="RegionNetwork"/> is made from.</summary>
public sealed record RegionNetworkArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The ranges of the region.</summary>
    public required RegionNetworkSettings Ranges { get; init; }

    /// <summary>Flow logs.</summary>
    public required NetworkSettings Settings { get; init; }

    /// <summary>The network.</summary>
    public required Input<string> NetworkId { get; init; }

    /// <summary>What must exist before reserved addresses, which do not refer to the network: the API of Compute Engine. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>Whether Pulumi refuses to give reserved addresses back: partners have them in their firewalls. Default: true.</summary>
    public bool Protect { get; init; } = true;
}
