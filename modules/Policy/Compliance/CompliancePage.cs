using System.Globalization;
using System.Net;
using System.Text;

namespace Infra.Policy;

/// <summary>A compliance report as one page that prints well: no script, no font, no address from elsewhere, every text escaped.</summary>
public static class CompliancePage
{
    private const string Style = """
        @page { size: A4; margin: 18mm }
        body { font: 10.5pt/1.45 system-ui, sans-serif; color: #1a1a1a; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; break-after: avoid }
        .sub { color: #555; margin: .2rem 0 1.2rem }
        table { border-collapse: collapse; width: 100% } tr { break-inside: avoid }
        th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d5d5d5; overflow-wrap: anywhere }
        th { border-bottom: 2px solid #1a1a1a; font-weight: 600 } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
        .good { color: #0a6b2d; font-weight: 600 } .bad { color: #a11212; font-weight: 600 } .open { color: #7a4b00; font-weight: 600 }
        .box { border: 1.5px solid #1a1a1a; padding: .8rem 1rem; break-inside: avoid } code { font-size: .9em; overflow-wrap: anywhere }
        """;

    /// <summary>The page: UTF-8 text of HTML, LF.</summary>
    public static string Write(ComplianceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Compliance of {Text(report.Environment)}</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Compliance of {Text(report.Environment)}: {report.Score:0.##} of 100</h1>\n<p class=\"sub\">Judged {Certificate.Time(report.At)} as {report.Industry.Title()}. The score is that of the framework that is met least.</p>\n");
        Scores(page, report);
        Certified(page, report);
        Violations(page, report);
        Remediation(page, report);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Scores(StringBuilder page, ComplianceReport report)
    {
        page.Append("<h2>Frameworks</h2>\n<table>\n<tr><th>Framework</th><th class=\"n\">Score</th><th class=\"n\">Passed</th><th class=\"n\">Violated</th><th class=\"n\">Unknown until an apply</th><th>Verdict</th></tr>\n");
        foreach (FrameworkScore score in report.Scores)
        {
            (string style, string verdict) = score switch { { IsMet: true } => ("good", "met"), { Violated: > 0 } => ("bad", "violated"), _ => ("open", "not known yet") };
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(score.Framework.Title())}</td><td class=\"n\">{score.Score:0.##}</td><td class=\"n\">{score.Passed}</td><td class=\"n\">{score.Violated}</td><td class=\"n\">{score.Unknown}</td><td class=\"{style}\">{verdict}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void Certified(StringBuilder page, ComplianceReport report)
    {
        if (report.Certificate is not { } certificate)
        {
            page.Append("<h2>Certificate</h2>\n<p>None: a certificate needs 100 in every framework and nothing unknown.</p>\n");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<h2>Certificate</h2>\n<div class=\"box\">\n<p><strong>{certificate.Id}</strong></p>\n<p>{Text(certificate.Deployment)} met {Text(string.Join(", ", certificate.Frameworks.Select(f => f.Title())))} on {Certificate.Time(certificate.IssuedAt)}. Valid until {Certificate.Time(certificate.ValidUntil)}.</p>\n<table>\n<tr><th>Evidence</th><th>Digest</th></tr>\n");
        foreach (KeyValuePair<string, string> evidence in certificate.Evidence)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(evidence.Key)}</td><td><code>{Text(evidence.Value)}</code></td></tr>\n");
        }

        page.Append("</table>\n</div>\n");
    }

    private static void Violations(StringBuilder page, ComplianceReport report)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>Violations ({report.Violations.Length})</h2>\n");
        if (report.Violations.IsEmpty)
        {
            page.Append("<p class=\"good\">None.</p>\n");
            return;
        }

        page.Append("<table>\n<tr><th>Guideline</th><th>Requirement</th><th>Details</th><th>Severity</th><th>Penalty</th></tr>\n");
        foreach (ComplianceViolation v in report.Violations)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(v.Guideline.Title())}</td><td>{Text(v.Requirement)}</td><td>{Text(v.Details)}<br><code>{Text(v.Finding.Subject)}</code></td><td>{v.Severity.ToString().ToLowerInvariant()}</td><td>{Text(v.Penalty)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void Remediation(StringBuilder page, ComplianceReport report)
    {
        if (report.Remediation.IsEmpty)
        {
            return;
        }

        page.Append("<h2>Remediation, worst first</h2>\n<ol>\n");
        foreach (RemediationStep step in report.Remediation)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li><strong>{step.Rule.Id}</strong> {Text(step.Rule.Mend)} ({step.Subjects.Length} {(step.Subjects.Length == 1 ? "place" : "places")})</li>\n");
        }

        page.Append("</ol>\n");
    }

    // Names and messages can hold anything; control characters would be shown as nothing.
    private static string Text(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)));
}
