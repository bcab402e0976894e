using System.Text;
using Infra.Model.Masking;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Presenters;

/// <summary>A report as Markdown, for pull requests.</summary>
internal static class PolicyMarkdown
{
    // A comment holds 65,536 characters, and the plan stands in it too: PlanMarkdown takes at most 40,000.
    private const int MostRows = 100;
    private const int MostCharacters = 20_000;
    private const int LongestCell = 300;

    public static string Write(PolicyReport report)
    {
        Finding[] shown = [.. report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored or Outcome.Waived).OrderByDescending(f => f.Outcome).ThenByDescending(f => f.Rule.Severity)];
        StringBuilder text = new($"### Policy of `{report.Environment}`\n\n{PolicyOutput.Summary(report)}.\n");
        if (shown.Length > 0)
        {
            text.Append("\n| Rule | Severity | Where | What | Fix |\n|---|---|---|---|---|\n");
        }

        int rows = 0;
        foreach (string row in shown.Take(MostRows).Select(Row).TakeWhile(r => text.Length + r.Length <= MostCharacters))
        {
            text.Append(row);
            rows++;
        }

        return shown.Length > rows ? text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{shown.Length - rows} more are not shown; `infra policy check` names them all.\n").ToString() : text.ToString();
    }

    private static string Row(Finding finding)
    {
        string end = finding.Waiver is { } waiver ? $"waived: {waiver}" : finding.Rule.Mend;
        return $"| {finding.Rule.Id} | {finding.Rule.Severity.ToString().ToLowerInvariant()} | {Cell(PolicyOutput.Place(finding))} | {Printable.Markdown(Fit.End(Printable.Text(finding.Message), LongestCell))} | {Printable.Markdown(Fit.End(Printable.Text(end), LongestCell))} |\n";
    }

    // As code nobody is mentioned and nothing is linked.
    private static string Cell(string text) => $"<code>{Printable.Markdown(Fit.End(Printable.Text(text), LongestCell))}</code>";
}
