namespace Infra.Delivery.Risk;

/// <summary>How much a change puts at risk, least first.</summary>
public enum RiskLevel
{
    /// <summary>Nobody would notice a failure.</summary>
    Low,

    /// <summary>Some would.</summary>
    Medium,

    /// <summary>One more approval, and a canary.</summary>
    High,

    /// <summary>Blue-green: the old way stays until the new one is proven.</summary>
    Critical,
}
