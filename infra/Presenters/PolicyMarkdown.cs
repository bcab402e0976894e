using System.Text;
using Infra.Model.Masking;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Presenters;

/// <summary>A report as Markdown, for pull requests.</summary>
internal static class PolicyMarkdown
{
    // A comment holds 65,536 characters, and the plan stands in it too.
    private const int MostRows = 100;

    public static string Write(PolicyReport report)
    {
        Finding[] shown = [.. report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored or Outcome.Waived).OrderByDescending(f => f.Outcome).ThenByDescending(f => f.Rule.Severity)];
        StringBuilder text = new($"### Policy of `{report.Environment}`\n\n{PolicyOutput.Summary(report)}.\n");
        if (shown.Length > 0)
        {
            text.Append("\n| Rule | Severity | Where | What | Mend |\n|---|---|---|---|---|\n");
        }

        foreach (Finding finding in shown.Take(MostRows))
        {
            string end = finding.Waiver is { } waiver ? $"let through: {waiver}" : finding.Rule.Mend;
            text.Append($"| {finding.Rule.Id} | {finding.Rule.Severity.ToString().ToLowerInvariant()} | {Printable.Markdown(PolicyOutput.Place(finding))} | {Printable.Markdown(finding.Message)} | {Printable.Markdown(end)} |\n");
        }

        return shown.Length > MostRows ? text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{shown.Length - MostRows} more are not shown; `infra policy check` names them all.\n").ToString() : text.ToString();
    }
}
