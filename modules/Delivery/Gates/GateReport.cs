using System.Collections.Immutable;
using Infra.Model.Errors;

namespace Infra.Delivery.Gates;

/// <summary>What all gates found. All are evaluated, all are shown.</summary>
/// <param name="Verdicts">A verdict a gate, in order.</param>
public sealed record GateReport(ImmutableArray<GateVerdict> Verdicts)
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.gates/v1";

    /// <summary>Whether every required gate is open.</summary>
    public bool IsOpen => Refusal is null;

    /// <summary>Why it is refused: settings or evidence that are wrong, else a gate that is closed, else one that could not be judged; null where it is not.</summary>
    public ErrorKind? Refusal =>
        Any(GateOutcome.Invalid) ? ErrorKind.Configuration : Any(GateOutcome.Blocked) ? ErrorKind.GateBlocked : Any(GateOutcome.Errored) ? ErrorKind.Failed : null;

    /// <summary>When all required gates would be open by time alone; null where time alone does not do it, or they are.</summary>
    public DateTimeOffset? Until => Closed.All(v => v.Finding.Until is not null) ? Closed.Max(v => v.Finding.Until) : null;

    /// <summary>The required gates that are not open.</summary>
    public IEnumerable<GateVerdict> Closed => Verdicts.Where(v => v.Required && v.Finding.Outcome != GateOutcome.Passed);

    /// <summary>
    /// Evaluates every gate; one that throws is Errored and stops no other. In an emergency ApprovalsMet is always required, and besides it only
    /// what is required of plan, rules and calendar.
    /// </summary>
    /// <param name="settings">The gates of the environment.</param>
    /// <param name="facts">What they read.</param>
    public static GateReport Of(GateSettings settings, GateFacts facts)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(facts);
        return new([.. settings.Gates.Select(g => new GateVerdict(g.Gate.Name, IsRequired(g.Gate.Name, g.Required, facts.Emergency), Judge(g.Gate, facts)))]);
    }

    /// <summary>Both reports: a gate is open where it is open in each, and required where it is required in one.</summary>
    /// <param name="other">What the same gates found by other rules.</param>
    /// <param name="which">Which rules these are, as a clause.</param>
    public GateReport And(GateReport other, string which)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new([.. Verdicts.Select(v => other.Verdicts.FirstOrDefault(o => o.Gate == v.Gate) is { } before ? Stricter(v, before, which) : v)]);
    }

    private static GateVerdict Stricter(GateVerdict verdict, GateVerdict before, string which)
    {
        bool closed = verdict.Required && verdict.Finding.Outcome != GateOutcome.Passed;
        bool closes = before.Required && before.Finding.Outcome != GateOutcome.Passed;

        // Who approved by the rules of before belongs on the record as well.
        bool adds = verdict is { Gate: GateName.ApprovalsMet, Finding.Outcome: GateOutcome.Passed } && before.Finding.Outcome == GateOutcome.Passed && before.Finding != verdict.Finding;
        GateFinding finding = adds ? verdict.Finding.And(before.Finding.Because(which))
            : !closes || (closed && before.Finding == verdict.Finding) ? verdict.Finding
            : closed ? verdict.Finding.And(before.Finding.Because(which))
            : before.Finding.Because(which);
        return new(verdict.Gate, verdict.Required || before.Required, finding);
    }

    /// <summary>The verdicts for an audit record.</summary>
    public ImmutableSortedDictionary<string, string> Recorded => Verdicts.ToImmutableSortedDictionary(
        v => v.Gate.ToString(), v => $"{v.Finding.Outcome.ToString().ToLowerInvariant()}{(v.Required ? "" : ", not required")}: {v.Finding.Reason}", StringComparer.Ordinal);

    // Capabilities B4: an emergency asks for its own approvals and the critical scan. Health is bad then, and nothing has soaked.
    private static bool IsRequired(GateName gate, bool required, bool emergency) => emergency
        ? gate == GateName.ApprovalsMet || (required && gate is (GateName.PlanFresh or GateName.PolicyClean or GateName.WindowOpen or GateName.FreezeClear))
        : required;

    private static GateFinding Judge(Gate gate, GateFacts facts)
    {
        try
        {
            return gate.Judge(facts);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // The type alone: a message may quote what was read.
            return GateFinding.Errored($"the gate itself failed ({bug.GetType().Name})", retryable: false);
        }
    }

    private bool Any(GateOutcome outcome) => Verdicts.Any(v => v.Required && v.Finding.Outcome == outcome);
}
