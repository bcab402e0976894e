using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Model.Plans;

namespace Infra.PulumiCli;

/// <summary>What Pulumi says when a resource turns out to be other than in its saved plan, as the same refusal that the local engine gives.</summary>
/// <remarks>
/// Texts: pulumi/pulumi, pkg/resource/deploy (step_generator.go, plan.go). Behind <c>properties changed:</c> Pulumi writes both values, also those of
/// secrets and in plain text, so of these only the names are taken, and only names that the sealed step has.
/// </remarks>
internal static partial class PulumiViolations
{
    private const int MaxReason = 300;

    /// <summary>What is not as it was sealed, a line a resource; none where the text is about something else.</summary>
    /// <param name="plan">The sealed plan.</param>
    /// <param name="said">Error messages, each with the URN of its resource or an empty text.</param>
    public static ImmutableArray<string> Of(Plan plan, IEnumerable<(string Urn, string Message)> said)
    {
        ILookup<string, PlanStep> steps = plan.Steps.ToLookup(s => s.Urn.Value, StringComparer.Ordinal);
        return [.. said.Select(m => Of(steps, m.Urn, m.Message)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static string? Of(ILookup<string, PlanStep> steps, string urn, string message)
    {
        if (Differs().Match(message) is { Success: true } differs)
        {
            string of = differs.Groups["urn"].Value;
            string why = differs.Groups["why"].Value.Trim();
            return $"{of}: {Sealed(steps, of)} was sealed, and {(why.StartsWith("properties changed", StringComparison.Ordinal) ? Properties(steps[of], why) : Short(why))}";
        }

        if (Forbidden().Match(message) is { Success: true } forbidden)
        {
            return $"{(urn.Length == 0 ? "a resource" : urn)}: {Sealed(steps, urn)} was sealed, and {forbidden.Groups["op"].Value} is what would be done now";
        }

        return Unseen().Match(message) is { Success: true } unseen ? $"{unseen.Groups["urn"].Value}: {Sealed(steps, unseen.Groups["urn"].Value)} was sealed, and the program does not declare it any more" : null;
    }

    private static string Sealed(ILookup<string, PlanStep> steps, string urn) => steps.Contains(urn) ? string.Join(" and ", steps[urn].Select(s => PlanJson.Name(s.Op))) : "nothing";

    private static string Properties(IEnumerable<PlanStep> planned, string why)
    {
        HashSet<string> known = [.. planned.SelectMany(s => s.Inputs.Keys)];
        string[] names = [.. Changed().Matches(why).Select(m => m.Groups["name"].Value).Where(known.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return $"{(names.Length == 0 ? "other properties" : $"other values of {string.Join(", ", names)}")} are there now (not shown)";
    }

    private static string Short(string text) => text.Length <= MaxReason ? text : text[..MaxReason] + "...";

    [GeneratedRegex(@"\bresource (?<urn>urn:pulumi:\S+) violates plan: (?<why>.*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Differs();

    [GeneratedRegex(@"(?<op>[a-z-]+) is not allowed by the plan: ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"expected resource operations for (?<urn>urn:pulumi:\S+) but none were seen", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"[~+=-]{2}(?<name>[A-Za-z0-9_.-]+)\[", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Changed();
}
