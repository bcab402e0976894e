namespace Infra.Delivery.Gates;

/// <summary>The gates, in the order in which they are shown. docs/gates.md has a section for each.</summary>
public enum GateName
{
    /// <summary>The plan is what was sealed, and not old.</summary>
    PlanFresh,

    /// <summary>No rule is violated.</summary>
    PolicyClean,

    /// <summary>The right people approved.</summary>
    ApprovalsMet,

    /// <summary>A window is open.</summary>
    WindowOpen,

    /// <summary>No freeze holds.</summary>
    FreezeClear,

    /// <summary>The environment before has run the same for long enough.</summary>
    SoakElapsed,

    /// <summary>The environment is well.</summary>
    HealthGood,

    /// <summary>The tests passed.</summary>
    TestsPassed,

    /// <summary>It costs no more than it may.</summary>
    BudgetWithin,

    /// <summary>It risks no more than it may, and is rolled out as its risk demands.</summary>
    RiskWithin,

    /// <summary>It can be taken back.</summary>
    RollbackReady,
}
