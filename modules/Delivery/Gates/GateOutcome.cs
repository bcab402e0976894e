namespace Infra.Delivery.Gates;

/// <summary>How a gate answers.</summary>
public enum GateOutcome
{
    /// <summary>Open.</summary>
    Passed,

    /// <summary>Closed, with a reason and, where it is known, until when.</summary>
    Blocked,

    /// <summary>It could not be judged; nobody knows, so it is closed.</summary>
    Errored,

    /// <summary>Its settings or its evidence are wrong: waiting does not help.</summary>
    Invalid,
}
