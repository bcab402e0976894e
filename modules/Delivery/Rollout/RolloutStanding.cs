namespace Infra.Delivery.Rollout;

/// <summary>How a phase of a rollout stands.</summary>
public enum RolloutStanding
{
    /// <summary>It is merged, and no update has brought it to its regions.</summary>
    NotApplied,

    /// <summary>Its hours are not over.</summary>
    Holds,

    /// <summary>Its hours are over, and nobody showed how it is.</summary>
    Unwatched,

    /// <summary>It is not well, or monitoring did not answer. It does not mend itself.</summary>
    Failed,

    /// <summary>Its hours are over and it is well.</summary>
    Passed,
}
