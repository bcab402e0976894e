namespace Infra.Delivery.Calendars;

/// <summary>How much a change risks, from least to most. A freeze allows a class and every one before it.</summary>
public enum ChangeClass
{
    /// <summary>An incident is open and this ends it.</summary>
    Emergency,

    /// <summary>Mends what stops the business.</summary>
    CriticalFix,

    /// <summary>Mends a fault.</summary>
    BugFix,

    /// <summary>A small feature, or work that nobody sees.</summary>
    Minor,

    /// <summary>A major feature, or a change of unknown class.</summary>
    Major,
}
