using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What <see cref="ArgoCd"/> is made from.</summary>
public sealed record ArgoCdArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The settings of Argo CD.</summary>
    public required ArgoCdSettings Settings { get; init; }

    /// <summary>The network, whose exceptions say where the outside is.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>The region of the hub; images come from there.</summary>
    public required Region Region { get; init; }

    /// <summary>What the environment is for; the number of copies follows.</summary>
    public required Tier Tier { get; init; }

    /// <summary>How many clusters it keeps; the interval of comparisons follows.</summary>
    public required int Clusters { get; init; }

    /// <summary>External Secrets on the hub: stores come after its chart.</summary>
    public required ImmutableArray<Resource> ExternalSecrets { get; init; }

    /// <summary>What must exist before: nodes, the permission to pull, the entries of credentials and the accounts. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>Whether it survives the loss of a zone: in production.</summary>
    internal bool HighAvailability => HasRedisMembers(Tier);

    /// <summary>Whether its Redis has members behind a proxy, and not one pod.</summary>
    public static bool HasRedisMembers(Tier tier) => tier == Tier.Production;
}
