using System.Collections.Immutable;
using Infra.Pipeline.Diagnosing;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra doctor</c> found.</summary>
internal static class DoctorOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.doctor/v1";

    public static string Text(ImmutableArray<CheckFinding> findings, int? columns) => FindingTable.Of([.. findings.Select(f => (Sign(f.Verdict), f.Subject, f.Message))], columns);

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
