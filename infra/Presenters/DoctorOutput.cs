using System.Collections.Immutable;
using Infra.Model.Masking;
using Infra.Pipeline.Diagnosing;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra doctor</c> found.</summary>
internal static class DoctorOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.doctor/v1";

    public static string Text(ImmutableArray<CheckFinding> findings)
    {
        int width = findings.Max(f => f.Subject.Length);
        return string.Concat(findings.Select(f => $"{Sign(f.Verdict)} {Printable.Text(f.Subject).PadRight(width)}  {Printable.Lines(f.Message).Replace("\n", "\n" + new string(' ', width + 10), StringComparison.Ordinal)}\n"));
    }

    public static string Json(ImmutableArray<CheckFinding> findings) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteStartArray("findings");
        foreach (CheckFinding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", finding.Subject);
            writer.WriteString("verdict", finding.Verdict.ToString().ToLowerInvariant());
            writer.WriteString("message", finding.Message);
            if (finding.Asked is { } asked)
            {
                writer.WriteString("asked", asked);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string Sign(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Ok => "ok     ",
        CheckVerdict.Note => "note   ",
        _ => "PROBLEM",
    };
}
