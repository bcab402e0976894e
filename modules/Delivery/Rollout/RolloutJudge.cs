using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Model.Plans;

namespace Infra.Delivery.Rollout;

/// <summary>Judges a phase of a rollout. Monitoring that does not answer counts as a failure.</summary>
public static class RolloutJudge
{
    /// <summary>Judges it.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="now">The time.</param>
    /// <param name="since">Since when its regions run the release; null where no update brought it there.</param>
    /// <param name="evidence">The evidence HealthGood about exactly this release; null where nobody gave any.</param>
    /// <param name="maxAge">How long a measurement counts.</param>
    public static RolloutFinding Of(RolloutPhase phase, DateTimeOffset now, DateTimeOffset? since, Evidence? evidence, TimeSpan maxAge)
    {
        ArgumentNullException.ThrowIfNull(phase);
        if (since is not { } began)
        {
            return new(RolloutStanding.NotApplied, "it is merged, and no update has succeeded with it", "Apply it.");
        }

        DateTimeOffset until = began + TimeSpan.FromHours(phase.Hours);
        GateFinding? health = evidence is null ? null : Health(phase, now, began, evidence, maxAge);
        return health switch
        {
            // What is bad is bad at any hour; what was measured of something else says nothing.
            { Outcome: GateOutcome.Blocked } => new(RolloutStanding.Failed, health.Reason, ""),
            { Outcome: not GateOutcome.Passed } => new(RolloutStanding.Unwatched, health.Reason, health.Opens),
            _ when now < until => new(RolloutStanding.Holds, $"it runs since {EnvelopeJson.Time(began)} and holds for {phase.Hours} hours, until {EnvelopeJson.Time(until)}", "Wait."),
            null => new(RolloutStanding.Unwatched, $"its hours were over at {EnvelopeJson.Time(until)}, and there is no evidence of its health", "Measure it, and pass the file with --evidence."),
            _ => new(RolloutStanding.Passed, health.Reason, ""),
        };
    }

    private static GateFinding Health(RolloutPhase phase, DateTimeOffset now, DateTimeOffset began, Evidence evidence, TimeSpan maxAge)
    {
        if (evidence.At < began || now - evidence.At > maxAge)
        {
            string why = evidence.At < began ? $"and the phase began at {EnvelopeJson.Time(began)}" : $"and it counts for {maxAge.TotalMinutes:0} minutes";
            return GateFinding.Invalid($"its evidence is of {EnvelopeJson.Time(evidence.At)}, {why}", "Gather it again.");
        }

        // The ceilings of a gate are the greatest that may be, and a phase stays below its own.
        HealthGood gate = new(new HealthGoodSettings { MaxAgeMinutes = (int)maxAge.TotalMinutes, MaxErrorBasisPoints = phase.ErrorsBelowBasisPoints - 1, MaxLatencyP99Ms = phase.LatencyBelowMs - 1 });
        return gate.Judge(new GateFacts { Envelope = null, Plan = new Plan { Stack = "", Backend = "", Steps = [] }, Now = now, Evidence = System.Collections.Immutable.ImmutableSortedDictionary<GateName, Evidence>.Empty.Add(GateName.HealthGood, evidence) });
    }
}
