using System.Text.Json;

namespace Infra.Pipeline;

/// <summary>There is a way back: a release to go back to, a plan for it, and it was rehearsed.</summary>
public sealed class RollbackReady(RollbackReadySettings settings) : EvidenceGate
{
    /// <inheritdoc />
    public override GateName Name => GateName.RollbackReady;

    internal override TimeSpan MaxAge => TimeSpan.FromHours(168);

    internal override string What => "the way back";

    internal override GateFinding Judge(JsonElement evidence, GateFacts facts)
    {
        EnvelopeJson.Exactly(evidence, ["plan", "commit", "rehearsedAt"], "facts");
        string plan = EvidenceFacts.Text(evidence, "plan");
        string commit = EvidenceFacts.Text(evidence, "commit");
        DateTimeOffset rehearsed = EvidenceFacts.Time(evidence, "rehearsedAt");
        if (rehearsed > facts.Now + EnvelopeCheck.ClockTolerance)
        {
            throw new FormatException("rehearsedAt is in the future");
        }

        if (commit == facts.Envelope?.Seal.Commit)
        {
            return GateFinding.Blocked("it would go back to the commit that is applied", "Name the commit that the environment runs now.");
        }

        if (facts.Plan.Steps.FirstOrDefault(s => s.IsDestructive) is { } lost && !facts.Emergency)
        {
            return GateFinding.Blocked($"{lost.Name} cannot be made again, so there is no way back", "Keep it, or take the emergency path.");
        }

        return facts.Now - rehearsed > TimeSpan.FromDays(settings.MaxRehearsalAgeDays)
            ? GateFinding.Blocked($"the way back was rehearsed at {EnvelopeJson.Time(rehearsed)}, more than {settings.MaxRehearsalAgeDays} days ago", "Rehearse it again.")
            : GateFinding.Passed($"{plan}, rehearsed at {EnvelopeJson.Time(rehearsed)}");
    }
}
