namespace Infra.Delivery.Calendars;

/// <summary>How strict a freeze is. What a level allows is data, but for <see cref="Full"/>, which allows nothing.</summary>
public enum FreezeLevel
{
    /// <summary>Announced only.</summary>
    None,

    /// <summary>No major features.</summary>
    Low,

    /// <summary>Fixes.</summary>
    Medium,

    /// <summary>Critical fixes.</summary>
    High,

    /// <summary>Emergencies.</summary>
    Extreme,

    /// <summary>Nothing, without an override.</summary>
    Full,
}
