namespace Infra.Delivery.Risk;

/// <summary>What makes a change risky.</summary>
public enum RiskFactor
{
    /// <summary>How many resources change, and whether data is destroyed.</summary>
    BlastRadius,

    /// <summary>How many resources that do not change depend on those that do.</summary>
    DependencyImpact,

    /// <summary>How many of the last deployments of the environment failed.</summary>
    HistoricalFailures,

    /// <summary>What the environment and the service are worth.</summary>
    BusinessCriticality,

    /// <summary>Whether a regulator looks at it.</summary>
    ComplianceRisk,
}
