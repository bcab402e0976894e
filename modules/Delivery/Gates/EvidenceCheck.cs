using System.Collections.Immutable;
using Infra.Delivery.Envelopes;
using Infra.Model.Plans;

namespace Infra.Delivery.Gates;

/// <summary>Judges one piece of evidence by itself, before somebody signs it and a gate reads it.</summary>
public static class EvidenceCheck
{
    /// <summary>The gates that read evidence, in order.</summary>
    public static ImmutableArray<GateName> Gates { get; } = [.. new GateSettings().Gates.Select(g => g.Gate).Where(g => g is EvidenceGate or RiskWithin).Select(g => g.Name)];

    /// <summary>What the gate makes of it; null where the gate decides by more than the evidence.</summary>
    /// <param name="settings">What the environment asks for; defaults where it is not known, and then only <see cref="GateOutcome.Invalid"/> is meant.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="envelope">The envelope that it is about; null for a release.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentException">Its gate reads no evidence.</exception>
    public static GateFinding? Of(GateSettings settings, Evidence evidence, Envelope? envelope, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(evidence);
        GateFacts facts = new()
        {
            Envelope = envelope,
            Plan = envelope?.Plan ?? new Plan { Stack = "", Backend = "", Steps = [] },
            Now = now,
            Evidence = ImmutableSortedDictionary<GateName, Evidence>.Empty.Add(evidence.Gate, evidence),
        };
        return settings.Gates.Single(g => g.Gate.Name == evidence.Gate).Gate switch
        {
            EvidenceGate gate => gate.Judge(facts),
            RiskWithin gate => gate.Malformed(facts),
            _ => throw new ArgumentException($"{evidence.Gate} reads no evidence.", nameof(evidence)),
        };
    }
}
