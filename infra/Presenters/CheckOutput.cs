using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Masking;
using Infra.Pipeline.Checking;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra check</c> found.</summary>
internal static class CheckOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.check/v1";

    public static string Text(ImmutableArray<CompanyFinding> findings)
    {
        int width = findings.Max(f => f.Subject.Length);
        string below = "\n" + new string(' ', width + 11);
        string lines = string.Concat(findings.Select(f => $"{Word(f.Verdict),-8} {Printable.Text(f.Subject).PadRight(width)}  {Printable.Lines(f.Message).Replace("\n", below, StringComparison.Ordinal)}".TrimEnd() + "\n"));
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
        CompanyVerdict.Good => "ok",
        CompanyVerdict.Stale => "stale",
        CompanyVerdict.Violated => "violated",
        _ => "invalid",
    };
}
