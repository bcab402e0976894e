using System.Collections.Immutable;
using System.Globalization;
using Infra.Pipeline.Checking;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra check</c> found.</summary>
internal static class CheckOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.check/v1";

    public static string Text(ImmutableArray<CompanyFinding> findings, int? columns)
    {
        string lines = FindingTable.Of([.. findings.Select(f => (Word(f.Verdict), f.Subject, f.Message))], columns);
        int wrong = findings.Count(f => f.Verdict != CompanyVerdict.Good);
        return lines + (wrong == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{findings.Length} checks, nothing wrong.\n")
            : string.Create(CultureInfo.InvariantCulture, $"{findings.Length} checks, {wrong} not good.\n"));
    }

    public static string Json(ImmutableArray<CompanyFinding> findings) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteStartArray("findings");
        foreach (CompanyFinding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", finding.Subject);
            writer.WriteString("verdict", finding.Verdict.ToString().ToLowerInvariant());
            writer.WriteString("message", finding.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string Word(CompanyVerdict verdict) => verdict switch
    {
        CompanyVerdict.Good => "ok      ",
        CompanyVerdict.Stale => "stale",
        CompanyVerdict.Violated => "violated",
        _ => "invalid",
    };
}
