using System.Collections.Immutable;

namespace Infra.Delivery.Gates;

/// <summary>The gates of one environment. One that is not null is required; the others are judged by their defaults, shown, and hold nothing back.</summary>
public sealed record GateSettings
{
    /// <summary>Settings of PlanFresh.</summary>
    public PlanFreshSettings? PlanFresh { get; init; }

    /// <summary>Settings of PolicyClean.</summary>
    public PolicyCleanSettings? PolicyClean { get; init; }

    /// <summary>Settings of ApprovalsMet.</summary>
    public ApprovalsMetSettings? ApprovalsMet { get; init; }

    /// <summary>Settings of WindowOpen.</summary>
    public WindowOpenSettings? WindowOpen { get; init; }

    /// <summary>Settings of FreezeClear.</summary>
    public FreezeClearSettings? FreezeClear { get; init; }

    /// <summary>Settings of SoakElapsed.</summary>
    public SoakElapsedSettings? SoakElapsed { get; init; }

    /// <summary>Settings of HealthGood.</summary>
    public HealthGoodSettings? HealthGood { get; init; }

    /// <summary>Settings of TestsPassed.</summary>
    public TestsPassedSettings? TestsPassed { get; init; }

    /// <summary>Settings of BudgetWithin.</summary>
    public BudgetWithinSettings? BudgetWithin { get; init; }

    /// <summary>Settings of RiskWithin.</summary>
    public RiskWithinSettings? RiskWithin { get; init; }

    /// <summary>Settings of RollbackReady.</summary>
    public RollbackReadySettings? RollbackReady { get; init; }

    /// <summary>How a release reaches it: in phases; null for every region at once. It is no gate: `infra rollout` holds it.</summary>
    public RolloutSettings? Rollout { get; init; }

    /// <summary>Every gate, in order, with whether it is required.</summary>
    public ImmutableArray<(Gate Gate, bool Required)> Gates =>
    [
        (new PlanFresh(PlanFresh ?? new()), PlanFresh is not null),
        (new PolicyClean(PolicyClean ?? new()), PolicyClean is not null),
        (new ApprovalsMet(ApprovalsMet ?? new() { Least = 0 }), ApprovalsMet is not null),
        (new WindowOpen(WindowOpen ?? new()), WindowOpen is not null),
        (new FreezeClear(FreezeClear ?? new()), FreezeClear is not null),
        (new SoakElapsed(SoakElapsed ?? new()), SoakElapsed is not null),
        (new HealthGood(HealthGood ?? new()), HealthGood is not null),
        (new TestsPassed(TestsPassed ?? new()), TestsPassed is not null),
        (new BudgetWithin(BudgetWithin ?? new()), BudgetWithin is not null),
        (new RiskWithin(RiskWithin ?? new()), RiskWithin is not null),
        (new RollbackReady(RollbackReady ?? new()), RollbackReady is not null),
    ];
}
