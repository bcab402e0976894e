namespace Infra.Delivery.Gates;

/// <summary>What a gate found.</summary>
public sealed record GateFinding
{
    private GateFinding(GateOutcome outcome, string reason) => (Outcome, Reason) = (outcome, reason);

    /// <summary>The outcome.</summary>
    public GateOutcome Outcome { get; }

    /// <summary>Why, as a clause; never a secret.</summary>
    public string Reason { get; }

    /// <summary>When it would open by itself, UTC; null where time alone does not open it, or it is open.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>What would open it, as a sentence; empty when it is open.</summary>
    public string Opens { get; private init; } = "";

    /// <summary>Whether trying again may help; only for <see cref="GateOutcome.Errored"/>.</summary>
    public bool Retryable { get; private init; }

    internal GateFinding Because(string which) => new(Outcome, $"{which}: {Reason}") { Until = Until, Opens = Opens, Retryable = Retryable };

    // Both are closed: what opens them is both.
    internal GateFinding And(GateFinding other) => new(Outcome > other.Outcome ? Outcome : other.Outcome, $"{Reason}; {other.Reason}")
    {
        Until = Until is null || other.Until is null ? null : Until > other.Until ? Until : other.Until,
        Opens = Opens == other.Opens ? Opens : $"{Opens} {other.Opens}",
        Retryable = Retryable && other.Retryable,
    };

    internal static GateFinding Passed(string reason) => new(GateOutcome.Passed, reason);

    internal static GateFinding Blocked(string reason, string opens, DateTimeOffset? until = null) => new(GateOutcome.Blocked, reason) { Opens = opens, Until = until };

    internal static GateFinding Errored(string reason, bool retryable) =>
        new(GateOutcome.Errored, reason) { Retryable = retryable, Opens = retryable ? "Try again." : "Report it, with the plan." };

    internal static GateFinding Invalid(string reason, string opens) => new(GateOutcome.Invalid, reason) { Opens = opens };
}
