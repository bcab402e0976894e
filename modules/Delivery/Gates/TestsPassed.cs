using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Gates;

/// <summary>Every suite that is asked for ran, something in it passed, and nothing in it failed.</summary>
public sealed class TestsPassed(TestsPassedSettings settings) : EvidenceGate
{
    /// <inheritdoc />
    public override GateName Name => GateName.TestsPassed;

    internal override TimeSpan MaxAge => TimeSpan.FromHours(settings.MaxAgeHours);

    internal override string What => "its tests";

    internal override GateFinding Judge(JsonElement evidence, GateFacts facts)
    {
        EnvelopeJson.Exactly(evidence, ["suites"], "facts");
        (string Name, long Passed, long Failed)[] suites = [.. EvidenceFacts.Items(evidence, "suites").Select(Suite)];
        if (suites.DistinctBy(s => s.Name, StringComparer.Ordinal).Count() != suites.Length)
        {
            throw new FormatException("suites names one suite twice");
        }

        // Zero tests are no success, whether a suite is missing or ran nothing.
        string[] bad =
        [
            .. settings.Suites.Where(wanted => suites.All(s => s.Name != wanted)).Select(wanted => $"{wanted} did not run"),
            .. suites.Where(s => s.Failed > 0).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} has {s.Failed} {(s.Failed == 1 ? "failure" : "failures")}")),
            .. suites.Where(s => s is { Passed: 0, Failed: 0 }).Select(s => $"{s.Name} ran no test"),
            .. suites.Length == 0 ? (string[])["no suite ran"] : [],
        ];
        return bad.Length > 0
            ? GateFinding.Blocked(string.Join("; ", bad), "Fix what fails, and run the tests for this envelope.")
            : GateFinding.Passed(string.Create(CultureInfo.InvariantCulture, $"{suites.Sum(s => s.Passed)} tests of {suites.Length} {(suites.Length == 1 ? "suite" : "suites")} passed"));
    }

    private static (string Name, long Passed, long Failed) Suite(JsonElement suite)
    {
        EnvelopeJson.Exactly(suite, ["name", "passed", "failed"], "suites");
        return (EvidenceFacts.Text(suite, "name"), EvidenceFacts.Count(suite, "passed"), EvidenceFacts.Count(suite, "failed"));
    }
}
