using System.Collections.Immutable;
using Infra.Delivery.Gates;
using Infra.Model.Plans;

namespace Infra.Delivery.Promoting;

/// <summary>The gates that stand between two environments: how long the one before has run the release, and its tests.</summary>
/// <remarks>The others judge a plan. They are asked when the environment is about to apply it, because what they answer now may not hold then.</remarks>
public static class PromotionGates
{
    /// <summary>Evaluates them.</summary>
    /// <param name="settings">The gates of the environment that gets the release.</param>
    /// <param name="now">The time.</param>
    /// <param name="runningSince">Since when each environment has run what is promoted.</param>
    /// <param name="evidence">Evidence, each about the digest of the release.</param>
    public static GateReport Of(
        GateSettings settings, DateTimeOffset now, ImmutableSortedDictionary<string, DateTimeOffset> runningSince, ImmutableSortedDictionary<GateName, Evidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(settings);

        // There is no plan between two environments, and neither gate asks for one.
        GateFacts facts = new() { Envelope = null, Plan = new Plan { Stack = "", Backend = "", Steps = [] }, Now = now, RunningSince = runningSince, Evidence = evidence };
        return new(
        [
            .. GateReport.Of(settings, facts).Verdicts.Where(v => v is { Required: true, Gate: GateName.SoakElapsed or GateName.TestsPassed }),
        ]);
    }
}
