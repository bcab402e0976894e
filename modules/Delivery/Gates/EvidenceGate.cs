using System.Text.Json;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Gates;

/// <summary>A gate that reads evidence from a file: fresh, and of exactly the facts that it knows.</summary>
public abstract class EvidenceGate : Gate
{
    /// <summary>How long evidence counts.</summary>
    internal abstract TimeSpan MaxAge { get; }

    /// <summary>What is evidenced, for messages.</summary>
    internal abstract string What { get; }

    /// <inheritdoc />
    internal override GateFinding Judge(GateFacts facts)
    {
        if (!facts.Evidence.TryGetValue(Name, out Evidence? evidence))
        {
            return Without(facts) ?? NoEvidence(What);
        }

        if (evidence.At > facts.Now + EnvelopeCheck.ClockTolerance)
        {
            return GateFinding.Invalid("its evidence is of the future: one of the clocks is wrong", "Set the clock and gather it again.");
        }

        if (facts.Now - evidence.At > MaxAge)
        {
            return GateFinding.Blocked($"its evidence is of {EnvelopeJson.Time(evidence.At)}, and it counts for {MaxAge.TotalMinutes:0} minutes", "Gather it again.");
        }

        try
        {
            return Judge(evidence.Facts, facts);
        }
        catch (Exception malformed) when (malformed is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return GateFinding.Invalid($"its evidence is malformed: {(malformed is FormatException ? malformed.Message : "a fact is missing or of another kind")}", $"Write the facts that docs/gates.md lists for {Name}.");
        }
    }

    /// <summary>What it says where there is no evidence and there need be none; null where there must be.</summary>
    internal virtual GateFinding? Without(GateFacts facts) => null;

    /// <summary>Judges the facts of the evidence.</summary>
    /// <exception cref="FormatException">They are malformed.</exception>
    internal abstract GateFinding Judge(JsonElement evidence, GateFacts facts);
}
