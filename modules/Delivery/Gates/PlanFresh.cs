using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Gates;

/// <summary>The plan is what was sealed, everything that it was made from is as it was, and it is not old.</summary>
public sealed class PlanFresh(PlanFreshSettings settings) : Gate
{
    private const string SealAgain = "Seal again with `infra preview ENV --seal --out FILE`, and have that approved.";

    /// <inheritdoc />
    public override GateName Name => GateName.PlanFresh;

    internal override GateFinding Judge(GateFacts facts)
    {
        if (facts.Plan.Steps.IsEmpty)
        {
            return GateFinding.Blocked("the plan has no steps at all, and no plan is no success", SealAgain);
        }

        if (facts.Envelope is not { } envelope)
        {
            return GateFinding.Blocked("the plan is not sealed", SealAgain);
        }

        if (!facts.Differences.IsEmpty)
        {
            return GateFinding.Blocked(string.Join("; ", facts.Differences.Take(3)) + (facts.Differences.Length > 3 ? $"; and {facts.Differences.Length - 3} more" : ""), SealAgain);
        }

        TimeSpan age = facts.Now - envelope.SealedAt;
        return age > TimeSpan.FromHours(settings.MaxAgeHours)
            ? GateFinding.Blocked($"it was sealed at {EnvelopeJson.Time(envelope.SealedAt)}, more than {settings.MaxAgeHours} hours ago", SealAgain)
            : GateFinding.Passed($"sealed at {EnvelopeJson.Time(envelope.SealedAt)}, and everything is as it was");
    }
}
