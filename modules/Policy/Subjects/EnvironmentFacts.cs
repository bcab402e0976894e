using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Policy.Subjects;

/// <summary>What rules must know about an environment besides its plan.</summary>
public sealed record EnvironmentFacts
{
    /// <summary>The stack's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the environment is for. The stack <c>bootstrap</c> counts as production: production stands on it.</summary>
    public required Tier Tier { get; init; }

    /// <summary>The regions that data may stay in.</summary>
    public required RegionSet Residency { get; init; }

    /// <summary>The registries that images may come from, as prefixes of an image's name.</summary>
    public ImmutableArray<string> Registries { get; init; } = [];

    /// <summary>The keys that images of tenants are signed with; none where the name of the registry decides.</summary>
    public ImmutableArray<PublicKey> ImageKeys { get; init; } = [];

    /// <summary>The hosts to which the firewall lets traffic out.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Whether what holds data is protected from deletion.</summary>
    public bool Protected { get; init; }

    internal bool IsProduction => Tier == Tier.Production;

    /// <summary>Whether customers are served from here: the stack <c>bootstrap</c> serves none.</summary>
    internal bool ServesCustomers => IsProduction && !string.Equals(Name, BootstrapSettings.Stack.Value, StringComparison.Ordinal);

    /// <summary>The facts of an environment.</summary>
    public static EnvironmentFacts Of(StackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            Name = settings.Stack.Value,
            Tier = settings.Tier,
            Residency = settings.Residency,
            Protected = settings.Protect,
            ImageKeys = settings.ImageKeys,
            Hosts = [.. settings.Network.Egress.SelectMany(e => e.Hosts).Select(h => h.Value)],
            Registries = [.. settings.Residency.Select(r => $"{r}-docker.pkg.dev/{settings.Project}/")],
        };
    }

    /// <summary>The facts of the stack <c>bootstrap</c>.</summary>
    public static EnvironmentFacts Of(BootstrapSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new() { Name = BootstrapSettings.Stack.Value, Tier = Tier.Production, Residency = settings.Residency, Protected = settings.Protect };
    }
}
