using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Policy.Judging;
using Infra.Settings.Waivers;

namespace Infra.Policy.Reports;

/// <summary>Lets violations through that a waiver names, and judges the waivers.</summary>
public static class Waiving
{
    /// <summary>How many subjects one waiver may let through.</summary>
    public const int MostSubjects = 10;

    /// <summary>The report with waived findings marked as such, and one finding for each waiver that is expired, unmatched or too broad.</summary>
    /// <param name="report">What the rules found.</param>
    /// <param name="waivers">The waivers of all environments; those of others are left alone.</param>
    /// <param name="now">The present.</param>
    /// <param name="isWhole">Whether everything of the environment was judged; only then can a waiver be known to let nothing through.</param>
    public static PolicyReport With(this PolicyReport report, ImmutableArray<Waiver> waivers, DateTimeOffset now, bool isWhole)
    {
        ArgumentNullException.ThrowIfNull(report);
        Waiver[] own = [.. waivers.Where(w => IsOf(w, report.Environment))];
        if (own.Length == 0)
        {
            return report;
        }

        Finding[] findings = [.. report.Findings];
        List<Finding> about = [];
        foreach (Waiver waiver in own)
        {
            Regex pattern = Pattern(waiver.Resource);
            int[] matched = [.. Enumerable.Range(0, findings.Length).Where(i => findings[i].Rule.Id == waiver.Rule && findings[i].Outcome is Outcome.Failed or Outcome.Waived && pattern.IsMatch(NameOf(findings[i], report.Environment)))];
            int subjects = matched.Select(i => findings[i].Subject).Distinct(StringComparer.Ordinal).Count();
            RuleInfo? broken = now >= waiver.Expires ? WaiverRules.Expired
                : IsEverything(waiver.Resource) || subjects > MostSubjects ? WaiverRules.TooBroad
                : matched.Length == 0 && isWhole ? WaiverRules.Unmatched
                : null;
            if (broken is not null)
            {
                about.Add(About(waiver, broken, subjects));
                continue;
            }

            foreach (int i in matched)
            {
                findings[i] = findings[i] with { Outcome = Outcome.Waived, Waiver = $"{waiver.Reason} ({waiver.Name}, for {waiver.Owner} by {waiver.Approver} until {Day(waiver)})" };
            }
        }

        return report with { Findings = [.. findings, .. about.OrderBy(f => f.Rule.Id, StringComparer.Ordinal)] };
    }

    /// <summary>A plan as a whole has no name of its own.</summary>
    private static string NameOf(Finding finding, string environment) => finding.Subject.Length == 0 ? $"urn:pulumi:{environment}::plan" : finding.Subject;

    private static bool IsOf(Waiver waiver, string environment) =>
        waiver.Resource.StartsWith($"urn:pulumi:{environment}::", StringComparison.Ordinal) || waiver.Resource.StartsWith($"gitops/{environment}/", StringComparison.Ordinal);

    // * never crosses from one name to the next; nothing of it can backtrack.
    private static Regex Pattern(string resource) =>
        new($"^{Regex.Escape(resource).Replace("\\*", "[^:/$#]*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // The last name is what tells one resource of a type from the others.
    private static bool IsEverything(string resource) => resource[(resource.LastIndexOfAny([':', '/']) + 1)..].All(c => c == '*');

    private static Finding About(Waiver waiver, RuleInfo rule, int subjects) => new()
    {
        Rule = rule,
        Outcome = Outcome.Failed,
        Subject = $"{WaiverFile.Path}#Waiver/{waiver.Name}",
        Path = $"waivers.{waiver.Name}",
        File = WaiverFile.Path,
        Line = waiver.Line,
        Message = rule.Id switch
        {
            "WVR001" => $"it ended on {Day(waiver)}; {waiver.Owner} was to fix {waiver.Rule} of {waiver.Resource}",
            "WVR002" => $"nothing violates {waiver.Rule} at {waiver.Resource}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{waiver.Resource} lets {subjects} {(subjects == 1 ? "resource" : "resources")} through, at most {MostSubjects} may be, and the last name must not be * alone"),
        },
    };

    private static string Day(Waiver waiver) => waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
