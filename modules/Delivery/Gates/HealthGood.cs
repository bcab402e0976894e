using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Gates;

/// <summary>The environment is well before it is changed. Monitoring that does not answer counts as a failure.</summary>
public sealed class HealthGood(HealthGoodSettings settings) : EvidenceGate
{
    /// <inheritdoc />
    public override GateName Name => GateName.HealthGood;

    internal override TimeSpan MaxAge => TimeSpan.FromMinutes(settings.MaxAgeMinutes);

    internal override string What => "the health of the environment";

    internal override GateFinding? Without(GateFacts facts) => facts.IsFirst ? GateFinding.Passed("nothing runs there yet") : null;

    internal override GateFinding Judge(JsonElement evidence, GateFacts facts)
    {
        EnvelopeJson.Exactly(evidence, ["unhealthy", "requests", "errorBasisPoints", "latencyP99Ms"], "facts");
        string[] unhealthy = [.. EvidenceFacts.Items(evidence, "unhealthy").Select(u => u.ValueKind == JsonValueKind.String ? u.GetString()! : throw new FormatException("unhealthy is not a list of names"))];
        long errors = EvidenceFacts.Count(evidence, "errorBasisPoints");
        long latency = EvidenceFacts.Count(evidence, "latencyP99Ms");
        string[] bad =
        [
            .. unhealthy.Length == 0 ? [] : (string[])[$"not healthy: {string.Join(", ", unhealthy.Take(10))}"],
            .. EvidenceFacts.Count(evidence, "requests") == 0 ? (string[])["no request was measured, so nothing is known"] : [],
            .. errors > settings.MaxErrorBasisPoints ? (string[])[string.Create(CultureInfo.InvariantCulture, $"{errors} of 10000 requests fail, and {settings.MaxErrorBasisPoints} may")] : [],
            .. latency > settings.MaxLatencyP99Ms ? (string[])[string.Create(CultureInfo.InvariantCulture, $"the 99th percentile of latency is {latency} ms, and {settings.MaxLatencyP99Ms} may be")] : [],
        ];
        return bad.Length > 0
            ? GateFinding.Blocked(string.Join("; ", bad), "Fix the environment, then measure again.")
            : GateFinding.Passed(string.Create(CultureInfo.InvariantCulture, $"{errors} of 10000 requests fail, latency {latency} ms"));
    }
}
