using System.Collections.Immutable;

namespace Infra.Delivery.Risk;

/// <summary>How risk is weighed: the part <c>risk</c> of <c>stacks/delivery/gates.yaml</c>.</summary>
public sealed record RiskOptions
{
    /// <summary>The weight of each factor, percent; together 100.</summary>
    public required ImmutableSortedDictionary<RiskFactor, int> Weights { get; init; }

    /// <summary>The least score that is medium, 0 to 100.</summary>
    public required int Medium { get; init; }

    /// <summary>The least score that is high.</summary>
    public required int High { get; init; }

    /// <summary>The least score that is critical.</summary>
    public required int Critical { get; init; }

    /// <summary>As many changed resources are the whole of the blast radius.</summary>
    public required int FullAtResources { get; init; }

    /// <summary>As many dependent resources are the whole of the dependency impact.</summary>
    public required int FullAtDependents { get; init; }

    /// <summary>How many of the last deployments are looked at.</summary>
    public required int HistoryDeployments { get; init; }

    /// <summary>Tags of services whose failure stops the business.</summary>
    public ImmutableArray<string> CriticalTags { get; init; } = [];

    /// <summary>Tags that a regulator looks at.</summary>
    public ImmutableArray<string> ComplianceTags { get; init; } = [];
}
