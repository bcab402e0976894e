using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Model.Properties;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Policy.Sarif;

/// <summary>A report as SARIF 2.1.0, which code scanning reads. Only what blocks and what is waived is a result: what passed needs nobody, and what is unknown has no place to mend.</summary>
/// <remarks>https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html</remarks>
public static class SarifReport
{
    /// <summary>How many results GitHub shows; of more, the worst come first and the rest is counted aloud.</summary>
    public const int MaxResults = 5000;

    /// <summary>The schema that the document names.</summary>
    public const string SchemaAddress = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>The report: UTF-8 text, LF, a line break at the end.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="rules">Every rule that judged, those that hold included.</param>
    /// <param name="toolVersion">The version of the program, as <c>1.2.3</c>.</param>
    public static string Write(PolicyReport report, ImmutableArray<Rule> rules, string toolVersion)
    {
        ArgumentNullException.ThrowIfNull(report);
        ImmutableArray<RuleInfo> known = [.. rules.Select(r => r.Info).Concat(report.Findings.Select(f => f.Rule)).DistinctBy(r => r.Id).OrderBy(r => r.Id, StringComparer.Ordinal)];
        ImmutableArray<Finding> all =
        [
            .. report.Findings.Where(f => f.Outcome is Outcome.Failed or Outcome.Errored or Outcome.Waived)
                .OrderBy(f => f.Outcome == Outcome.Waived).ThenByDescending(f => f.Rule.Severity),
        ];
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions with { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", SchemaAddress);
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer, known, toolVersion);
            WriteInvocation(writer, report, all.Length);
            writer.WriteStartObject("automationDetails");
            writer.WriteString("id", $"infra/policy/{report.Environment}/");
            writer.WriteEndObject();
            writer.WriteString("columnKind", "utf16CodeUnits");
            writer.WriteStartArray("results");
            foreach (Finding finding in all.Take(MaxResults))
            {
                WriteResult(writer, finding, known.BinarySearch(finding.Rule, Comparer<RuleInfo>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id))));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteTool(Utf8JsonWriter writer, ImmutableArray<RuleInfo> rules, string version)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "infra policy");
        writer.WriteString("semanticVersion", version);
        writer.WriteStartArray("rules");
        foreach (RuleInfo rule in rules)
        {
            SarifRule.Write(writer, rule);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter writer, PolicyReport report, int results)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", report.Count(Outcome.Errored) == 0);
        if (results > MaxResults)
        {
            writer.WriteStartArray("toolExecutionNotifications");
            writer.WriteStartObject();
            writer.WriteString("level", "warning");
            SarifRule.WriteText(writer, "message", string.Create(CultureInfo.InvariantCulture, $"{results - MaxResults} of {results} results are left out, the least severe ones. Fix the worst and check again."));
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter writer, Finding finding, int index)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Rule.Id);
        writer.WriteNumber("ruleIndex", index);
        writer.WriteString("level", SarifRule.Level(finding.Rule.Severity));
        SarifRule.WriteText(writer, "message", $"{finding.Rule.Title}: {finding.Message}. {finding.Rule.Mend}");
        WriteLocation(writer, finding);
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("infraFinding/v1", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule.Id}\n{finding.Subject}\n{finding.Path}"))));
        writer.WriteEndObject();
        if (finding.Outcome == Outcome.Waived)
        {
            writer.WriteStartArray("suppressions");
            writer.WriteStartObject();
            writer.WriteString("kind", "external");
            writer.WriteString("status", "accepted");
            writer.WriteString("justification", finding.Waiver);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // A resource of a plan has no line: its name is a place in the plan. Code scanning shows only results that have a file.
    private static void WriteLocation(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        if (finding.File is { } file)
        {
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", string.Join('/', file.Split('/').Select(Uri.EscapeDataString)));
            writer.WriteEndObject();
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", Math.Max(1, finding.Line ?? 1));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        string name = finding.Subject.Length == 0 ? "plan" : finding.Subject;
        writer.WriteString("name", name[(name.LastIndexOf(':') + 1)..]);
        writer.WriteString("fullyQualifiedName", finding.Path.Length == 0 ? name : $"{name} {finding.Path}");
        writer.WriteString("kind", "resource");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
