namespace Infra.Delivery.Calendars;

/// <summary>What a rule says of a moment, from the mildest to the strictest; where rules overlap the strictest wins.</summary>
public enum CalendarAnswer
{
    /// <summary>It may begin.</summary>
    Allowed,

    /// <summary>A person decides.</summary>
    ManualApproval,

    /// <summary>It may not begin.</summary>
    Blocked,
}
