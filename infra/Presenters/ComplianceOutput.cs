using System.Globalization;
using System.Text.Json;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Policy.Compliance;
using Infra.Policy.Judging;

namespace Infra.Presenters;

/// <summary>Writes a compliance report.</summary>
internal static class ComplianceOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.compliance/v1";

    public static void Write(Host host, ComplianceReport report, OutputFormat format)
    {
        host.Out.Write(format switch
        {
            OutputFormat.Json => Json(report),
            OutputFormat.Html => CompliancePage.Write(report),
            _ => Tree(report),
        });
    }

    private static string Tree(ComplianceReport report)
    {
        List<string> lines = [string.Create(CultureInfo.InvariantCulture, $"Compliance of {report.Environment} ({report.Industry.Title()}, {report.Country}){(report.IsDryRun ? ", a dry run in the emulator" : "")}: {report.Score:0.##} of 100"), ""];
        lines.AddRange(report.Scores.Select(s => string.Create(CultureInfo.InvariantCulture, $"  {s.Framework.Title(),-10}{s.Score,8:0.00}   {s.Passed,5} passed, {s.Violated} violated, {s.Unknown} unknown until an apply; {s.Coverage}")));
        lines.Add("");
        lines.AddRange(report.Violations.Select(v => $"x {v.Guideline.Title()} {v.Requirement} ({v.Severity.ToString().ToLowerInvariant()}): {Printable.Text(v.Details)}\n    at {Printable.Text(v.Finding.Subject)}"));
        lines.AddRange(report.Remediation.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {s.Rule.Id}, {s.Subjects.Length} {(s.Subjects.Length == 1 ? "place" : "places")}: {s.Rule.Mend}")));
        lines.Add(report.Certificate is { } certificate
            ? string.Create(CultureInfo.InvariantCulture, $"Certificate {certificate.Id}, valid until {certificate.ValidUntil:yyyy-MM-dd}.")
            : report.WithoutCertificate!);
        return string.Join('\n', lines) + "\n";
    }

    private static string Json(ComplianceReport report) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("environment", report.Environment);
        writer.WriteString("country", report.Country.Value);
        writer.WriteString("industry", report.Industry.Title());
        writer.WriteBoolean("dryRun", report.IsDryRun);
        writer.WriteString("at", report.At.UtcDateTime);
        writer.WriteNumber("score", report.Score);
        writer.WriteStartArray("frameworks");
        foreach (FrameworkScore score in report.Scores)
        {
            writer.WriteStartObject();
            writer.WriteString("framework", score.Framework.Title());
            writer.WriteNumber("score", score.Score);
            writer.WriteNumber("passed", score.Passed);
            writer.WriteNumber("violated", score.Violated);
            writer.WriteNumber("unknown", score.Unknown);
            writer.WriteNumber("controlsChecked", score.Checked);
            if (score.Controls is { } controls)
            {
                writer.WriteNumber("controls", controls);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("violations");
        foreach (ComplianceViolation violation in report.Violations)
        {
            writer.WriteStartObject();
            writer.WriteString("guideline", violation.Guideline.Title());
            writer.WriteString("requirement", violation.Requirement);
            writer.WriteString("details", violation.Details);
            writer.WriteString("severity", violation.Severity.ToString().ToLowerInvariant());
            writer.WriteString("penalty", violation.Penalty);
            writer.WriteString("rule", violation.Finding.Rule.Id);
            writer.WriteString("subject", violation.Finding.Subject);
            writer.WriteString("waiver", violation.Finding.Waiver);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("remediation");
        foreach (RemediationStep step in report.Remediation)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", step.Rule.Id);
            writer.WriteString("mend", step.Rule.Mend);
            WriteTexts(writer, "subjects", step.Subjects);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteCertificate(writer, report.Certificate);
    });

    private static void WriteCertificate(Utf8JsonWriter writer, Certificate? certificate)
    {
        if (certificate is null)
        {
            writer.WriteNull("certificate");
            return;
        }

        writer.WriteStartObject("certificate");
        writer.WriteString("id", certificate.Id);
        writer.WriteString("deployment", certificate.Deployment);
        writer.WriteNumber("score", 100);
        writer.WriteString("issuedAt", certificate.IssuedAt.UtcDateTime);
        writer.WriteString("validUntil", certificate.ValidUntil.UtcDateTime);
        WriteTexts(writer, "frameworks", certificate.Frameworks.Select(f => f.Title()));
        writer.WriteStartObject("evidence");
        foreach (KeyValuePair<string, string> evidence in certificate.Evidence)
        {
            writer.WriteString(evidence.Key, evidence.Value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
