using System.Text.Json;
using Infra.Delivery.Envelopes;
using Infra.Model.Plans;

namespace Infra.Delivery.Gates;

/// <summary>There is a way back: a release to go back to, a plan for it, and it was rehearsed.</summary>
public sealed class RollbackReady(RollbackReadySettings settings) : EvidenceGate
{
    /// <summary>The commit of evidence about an environment that runs nothing yet.</summary>
    public const string NothingBefore = "none";

    /// <inheritdoc />
    public override GateName Name => GateName.RollbackReady;

    internal override TimeSpan MaxAge => TimeSpan.FromHours(168);

    internal override string What => "the rollback";

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
            return GateFinding.Blocked($"{lost.Name} cannot be made again, so there is no rollback", "Keep it, or take the emergency path.");
        }

        // Where nothing runs there is nothing to go back to; but then nothing that is there may be changed.
        if (commit == NothingBefore && facts.Plan.Steps.FirstOrDefault(s => s.Op is StepOp.Update or StepOp.Replace or StepOp.Delete) is { } present)
        {
            return GateFinding.Blocked($"its evidence says that nothing runs yet, and the plan changes {present.Name}", "Do the dry run again, with the audit record of the environment.");
        }

        return facts.Now - rehearsed > TimeSpan.FromDays(settings.MaxRehearsalAgeDays)
            ? GateFinding.Blocked($"the dry run of the rollback was at {EnvelopeJson.Time(rehearsed)}, more than {settings.MaxRehearsalAgeDays} days ago", "Do the dry run again.")
            : GateFinding.Passed($"{plan}, dry run at {EnvelopeJson.Time(rehearsed)}");
    }
}
