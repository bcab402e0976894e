using System.Globalization;
using System.Net;
using System.Text;
using Infra.Policy.Judging;

namespace Infra.Policy.Compliance;

/// <summary>A compliance report as one page that prints well: no script, no font, no address from elsewhere, every text escaped.</summary>
public static class CompliancePage
{
    private const string Style = """
        @page { size: A4; margin: 18mm }
        :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --quiet: #555; --line: #d5d5d5; --good: #0a6b2d; --bad: #a11212; --open: #7a4b00 }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --quiet: #b4b4b4; --line: #444; --good: #6fd394; --bad: #ff9b93; --open: #f0bd6b } }
        @media print { :root { color-scheme: light; --ink: #1a1a1a; --paper: #fff; --quiet: #555; --line: #d5d5d5; --good: #0a6b2d; --bad: #a11212; --open: #7a4b00 } main { max-width: none; margin: 0; padding: 0 } }
        html { background: var(--paper) }
        body { font: 10.5pt/1.45 system-ui, sans-serif; color: var(--ink); margin: 0 } main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; break-after: avoid }
        .sub { color: var(--quiet); margin: .2rem 0 1.2rem } .wide { overflow-x: auto }
        table { border-collapse: collapse; width: 100% } thead { display: table-header-group } tr { break-inside: avoid }
        th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line) }
        thead th { border-bottom: 2px solid var(--ink); font-weight: 600 } tbody th { font-weight: 400 } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
        @media (max-width: 40rem) { th, td { padding: .3rem } }
        td { overflow-wrap: break-word } code { font-size: .9em; overflow-wrap: anywhere }
        .good { color: var(--good); font-weight: 600 } .bad { color: var(--bad); font-weight: 600 } .open { color: var(--open); font-weight: 600 }
        .stamp { border: 2px dashed var(--open); color: var(--open); font-weight: 600; padding: .6rem 1rem } .box { border: 1.5px solid var(--ink); padding: .8rem 1rem; break-inside: avoid } li { margin: .3rem 0 }
        """;

    /// <summary>The page: UTF-8 text of HTML, LF.</summary>
    public static string Write(ComplianceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Compliance of {Text(report.Environment)}</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<main>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Compliance of {Text(report.Environment)}: {report.Score:0.##} of 100</h1>\n<p class=\"sub\">Evaluated {Certificate.Time(report.At)} as {report.Industry.Title()} in {report.Country}. The score is that of the framework that is met least, and counts what rules check; the rest of a framework is for people to show.</p>\n");
        if (report.IsDryRun)
        {
            page.Append("<p class=\"stamp\">Dry run in the emulator. This says what the settings would make, and nothing of what is at Google: it is no evidence.</p>\n");
        }

        Scores(page, report);
        Certified(page, report);
        Violations(page, report);
        Remediation(page, report);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Scores(StringBuilder page, ComplianceReport report)
    {
        page.Append("<h2>Frameworks</h2>\n<div class=\"wide\">\n<table>\n<thead>\n<tr><th scope=\"col\">Framework</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"n\">Score</th><th scope=\"col\" class=\"n\">Passed</th><th scope=\"col\" class=\"n\">Violated</th><th scope=\"col\" class=\"n\">Unknown until an apply</th><th scope=\"col\">Coverage</th></tr>\n</thead>\n<tbody>\n");
        foreach (FrameworkScore score in report.Scores)
        {
            (string style, string verdict) = score switch { { IsMet: true } => ("good", "met"), { Violated: > 0 } => ("bad", "violated"), _ => ("open", "not known yet") };
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(score.Framework.Title())}</th><td class=\"{style}\">{verdict}</td><td class=\"n\">{score.Score:0.##}</td><td class=\"n\">{score.Passed}</td><td class=\"n\">{score.Violated}</td><td class=\"n\">{score.Unknown}</td><td>{score.Coverage}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n");
    }

    private static void Certified(StringBuilder page, ComplianceReport report)
    {
        if (report.Certificate is not { } certificate)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>Certificate</h2>\n<p>{Text(report.WithoutCertificate!)}</p>\n");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<h2>Certificate</h2>\n<div class=\"box\">\n<p><strong>{certificate.Id}</strong></p>\n<p>{Text(certificate.Deployment)} met {Text(string.Join(", ", certificate.Frameworks.Select(f => f.Title())))} on {Certificate.Time(certificate.IssuedAt)}. Valid until {Certificate.Time(certificate.ValidUntil)}.</p>\n<div class=\"wide\">\n<table>\n<thead>\n<tr><th scope=\"col\">Evidence</th><th scope=\"col\">Digest</th></tr>\n</thead>\n<tbody>\n");
        foreach (KeyValuePair<string, string> evidence in certificate.Evidence)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(evidence.Key)}</th><td><code>{Text(evidence.Value)}</code></td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n</div>\n");
    }

    private static void Violations(StringBuilder page, ComplianceReport report)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>Violations ({report.Violations.Length})</h2>\n");
        if (report.Violations.IsEmpty)
        {
            page.Append("<p class=\"good\">None.</p>\n");
            return;
        }

        page.Append("<div class=\"wide\">\n<table>\n<thead>\n<tr><th scope=\"col\">Guideline</th><th scope=\"col\">Requirement</th><th scope=\"col\">Details</th><th scope=\"col\">Severity</th><th scope=\"col\">Penalty</th></tr>\n</thead>\n<tbody>\n");
        foreach (ComplianceViolation v in report.Violations)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(v.Guideline.Title())}</th><td>{Text(v.Requirement)}</td><td>{Text(v.Details)}<br><code>{Text(v.Finding.Subject)}</code></td><td>{v.Severity.ToString().ToLowerInvariant()}</td><td>{Text(v.Penalty)}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n");
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
