using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Policy.Examples;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Sarif;
using Spectre.Console;
using Rule = Infra.Policy.Judging.Rule;

namespace Infra.Presenters;

/// <summary>Writes rules and what they found.</summary>
internal static class PolicyOutput
{
    /// <summary>The schema name of a report's JSON.</summary>
    public const string ReportSchema = "infra.policy-report/v1";

    /// <summary>The schema name of the list of rules.</summary>
    public const string RulesSchema = "infra.rules/v1";

    public static void Write(Host host, PolicyReport report, OutputFormat format)
    {
        Annotations.Write(host, report);
        if (format == OutputFormat.Json)
        {
            host.Out.Write(Json(report));
            return;
        }

        if (format == OutputFormat.Sarif)
        {
            host.Out.Write(SarifReport.Write(report, RuleCatalog.All, ProgramInfo.Version));
            return;
        }

        if (format == OutputFormat.Markdown)
        {
            host.Out.Write(PolicyMarkdown.Write(report));
            return;
        }

        Lines(new Painter(host.Out, host.OutIsTerminal, host.Variable), report, [Outcome.Failed, Outcome.Errored, Outcome.Waived], host.OutIsTerminal ? Screen.Columns(host) : null);
    }

    /// <summary>What a plan violates, and one line that counts: on standard error, because the plan alone is what is on standard output; in Markdown below the plan.</summary>
    public static void WriteBelowPlan(Host host, PolicyReport report, OutputFormat format)
    {
        if (format == OutputFormat.Markdown)
        {
            host.Out.Write($"\n{PolicyMarkdown.Write(report)}");
            return;
        }

        Lines(new Painter(host.Error, isTerminal: false, host.Variable), report, [Outcome.Failed, Outcome.Errored], Screen.ErrorColumns(host));
    }

    private static void Lines(Painter painter, PolicyReport report, Outcome[] shown, int? columns)
    {
        foreach (Finding finding in report.Findings.Where(f => shown.Contains(f.Outcome)))
        {
            Wrapped(painter, "", "  ", $"{Sign(finding.Outcome)} {finding.Rule.Id} {finding.Rule.Severity.ToString().ToLowerInvariant()}: {finding.Rule.Title}", columns, Colour(finding));
            Wrapped(painter, "    at   ", "         ", Printable.Text(Place(finding)), columns);
            Wrapped(painter, "    is   ", "         ", Printable.Text(finding.Message), columns);
            Wrapped(painter, finding.Waiver is null ? "    fix  " : "    waived: ", "         ", finding.Waiver is { } waiver ? Printable.Text(waiver) : finding.Rule.Mend, columns);
        }

        Wrapped(painter, "", "  ", Summary(report), columns);
    }

    private static void Wrapped(Painter painter, string first, string others, string text, int? columns, Style? style = null)
    {
        foreach (string line in Fit.Wrap(first, others, text, columns ?? int.MaxValue))
        {
            painter.Line(line, style ?? Style.Plain);
        }
    }

    /// <summary>The rules, one a line or as JSON.</summary>
    public static void Write(Host host, ImmutableArray<RuleInfo> rules, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.Write(JsonOut.Document(RulesSchema, writer =>
            {
                writer.WriteStartArray("rules");
                foreach (RuleInfo rule in rules)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", rule.Id);
                    writer.WriteString("severity", rule.Severity.ToString().ToLowerInvariant());
                    writer.WriteString("title", rule.Title);
                    writer.WriteString("rationale", rule.Rationale);
                    writer.WriteString("mend", rule.Mend);
                    writer.WriteStartArray("controls");
                    foreach (Control control in rule.Controls)
                    {
                        writer.WriteStringValue(control.ToString());
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }));
            return;
        }

        foreach (RuleInfo rule in rules)
        {
            host.Out.Write($"{rule.Id,-9}{rule.Severity.ToString().ToLowerInvariant(),-10}{rule.Title}\n");
        }
    }

    /// <summary>Why a rule is there, with what violates it and that mended.</summary>
    public static void Explain(Host host, Rule rule)
    {
        RuleExamples examples = RuleExamples.Of(rule);
        Explain(host, rule.Info);
        host.Out.Write($"\nViolated:\n{Indented(examples.Failing.Text)}\nFixed:\n{Indented(examples.Mended.Text)}");
    }

    /// <summary>Why a rule is there; one of waivers has no example, because what violates it depends on the day and on what else is violated.</summary>
    public static void Explain(Host host, RuleInfo info)
    {
        host.Out.Write($"{info.Id} ({info.Severity.ToString().ToLowerInvariant()}): {info.Title}\n\nWhy:  {info.Rationale}\nFix:  {info.Mend}\n");
        host.Out.Write($"Proves: {(info.Controls.IsEmpty ? "no control by itself" : string.Join(", ", info.Controls))}\n");
    }

    private static string Json(PolicyReport report) => JsonOut.Document(ReportSchema, writer =>
    {
        writer.WriteString("environment", report.Environment);
        writer.WriteBoolean("clean", report.IsClean);
        writer.WriteStartObject("summary");
        foreach (Outcome outcome in Enum.GetValues<Outcome>())
        {
            writer.WriteNumber(outcome.ToString().ToLowerInvariant(), report.Count(outcome));
        }

        writer.WriteEndObject();
        writer.WriteStartArray("findings");
        foreach (Finding finding in report.Findings.Where(f => f.Outcome != Outcome.Passed))
        {
            writer.WriteStartObject();
            writer.WriteString("rule", finding.Rule.Id);
            writer.WriteString("severity", finding.Rule.Severity.ToString().ToLowerInvariant());
            writer.WriteString("outcome", finding.Outcome.ToString().ToLowerInvariant());
            writer.WriteString("subject", finding.Subject);
            writer.WriteString("path", finding.Path);
            writer.WriteString("message", finding.Message);
            writer.WriteString("file", finding.File);
            if (finding.Line is { } line)
            {
                writer.WriteNumber("line", line);
            }

            writer.WriteString("waiver", finding.Waiver);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>How the judging ended, in one line.</summary>
    public static string Summary(PolicyReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Policy: {report.Count(Outcome.Passed)} passed, {report.Count(Outcome.Unknown)} unknown until an apply, {report.Count(Outcome.Waived)} waived, {report.Count(Outcome.Failed)} violated, {report.Count(Outcome.Errored)} rules broken");

    /// <summary>Where something was found: file and line, or the name of a resource.</summary>
    public static string Place(Finding finding) => (finding.File, finding.Line) switch
    {
        ({ } file, { } line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line} {finding.Path}").TrimEnd(),
        _ => finding.Subject.Length == 0 ? "the plan as a whole" : $"{finding.Subject} {finding.Path}".TrimEnd(),
    };

    private static string Sign(Outcome outcome) => outcome == Outcome.Waived ? "~" : "x";

    private static Style Colour(Finding finding) => finding.Outcome == Outcome.Waived ? new Style(Color.Yellow) : new Style(Color.Red);

    private static string Indented(string text) => string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"  {l}\n"));
}
