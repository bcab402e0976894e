using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Infra.Pipeline;

/// <summary>
/// Reads lines of audit records one after the other. A line is hashed as it stands, so a changed byte shows however it is spelled; its fields are
/// those of <see cref="AuditJson"/> in that order and no others. Neighbours say much the same, so what repeats the record before is taken from it.
/// </summary>
internal sealed class AuditLineReader
{
    private const string NoRecord = "it is not an audit record";
    private const int HashLength = 64;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8 };

    private byte[] content = new byte[4096];
    private AuditEntry? last;
    private string lastHash = AuditRecord.NoPrevious;

    private static ReadOnlySpan<byte> BeforeHash => ",\"hash\":\"sha256:"u8;

    private static ReadOnlySpan<byte> AfterHash => "\"}"u8;

    /// <summary>The record of a line.</summary>
    /// <param name="line">UTF-8, without its line feed.</param>
    /// <exception cref="FormatException">It is not as infra writes it.</exception>
    public AuditRecord Read(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> hashed = Hashed(line);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(hashed, digest);
        Span<byte> hex = stackalloc byte[HashLength];
        _ = Convert.TryToHexStringLower(digest, hex, out _);
        if (!line.Slice(line.Length - AfterHash.Length - HashLength, HashLength).SequenceEqual(hex))
        {
            throw new FormatException("its hash is not that of its content");
        }

        AuditRecord record = Record(hashed, $"sha256:{Encoding.ASCII.GetString(hex)}");
        (last, lastHash) = (record.Entry, record.Hash);
        return record;
    }

    // What the hash is made of: the line without its last field.
    private ReadOnlySpan<byte> Hashed(ReadOnlySpan<byte> line)
    {
        int end = line.Length - AfterHash.Length - HashLength - BeforeHash.Length;
        if (end <= 0 || line.Length >= AuditJson.MaxLineBytes || !line.EndsWith(AfterHash) || !line[end..].StartsWith(BeforeHash))
        {
            throw new FormatException(NoRecord);
        }

        if (content.Length <= end)
        {
            content = new byte[2 * end];
        }

        line[..end].CopyTo(content);
        content[end] = (byte)'}';
        return content.AsSpan(0, end + 1);
    }

    private AuditRecord Record(ReadOnlySpan<byte> json, string hash)
    {
        try
        {
            Utf8JsonReader reader = new(json, Strict);
            _ = reader.Read();
            bool known = Text(ref reader, "schema"u8, AuditRecord.Schema) == AuditRecord.Schema;
            Next(ref reader, "sequence"u8);
            long sequence = reader.GetInt64();
            string previous = Text(ref reader, "previous"u8, lastHash);
            AuditRecord record = new(sequence, previous, Entry(ref reader, json)) { Known = hash };
            return known && reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? record : throw new FormatException(NoRecord);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException(NoRecord, malformed);
        }
    }

    private AuditEntry Entry(ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => new()
    {
        DeploymentId = Text(ref reader, "deployment_id"u8, last?.DeploymentId),
        Timestamp = Time(ref reader),
        Phase = Text(ref reader, "phase"u8, "begin") switch { "begin" => AuditPhase.Begin, "end" => AuditPhase.End, _ => throw new FormatException(NoRecord) },
        Action = Text(ref reader, "action"u8, last?.Action),
        DeploymentTarget = Text(ref reader, "deployment_target"u8, last?.DeploymentTarget),
        Actor = Text(ref reader, "actor"u8, last?.Actor),
        Backend = Text(ref reader, "backend"u8, last?.Backend),
        GitCommit = TextOrNull(ref reader, "git_commit"u8, last?.GitCommit),
        Envelope = TextOrNull(ref reader, "envelope"u8, last?.Envelope),
        Approvals = Approvals(ref reader),
        AffectedServices = Services(ref reader),
        RollbackPlan = Text(ref reader, "rollback_plan"u8, last?.RollbackPlan),
        BusinessJustification = Text(ref reader, "business_justification"u8, last?.BusinessJustification),
        RiskAssessment = Text(ref reader, "risk_assessment"u8, last?.RiskAssessment),
        ComplianceMap = Map(ref reader, json, "compliance_verification"u8, last?.ComplianceMap),
        VerdictMap = Map(ref reader, json, "verdicts"u8, last?.VerdictMap),
        Outcome = TextOrNull(ref reader, "outcome"u8, last?.Outcome),
        DurationSeconds = Number(ref reader),
    };

    private ImmutableArray<AuditApproval> Approvals(ref Utf8JsonReader reader)
    {
        Next(ref reader, "approvals"u8, JsonTokenType.StartArray);
        var approvals = ImmutableArray.CreateBuilder<AuditApproval>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            AuditApproval? before = last?.Approvals.ElementAtOrDefault(approvals.Count);
            approvals.Add(new AuditApproval(Text(ref reader, "approver"u8, before?.Approver), Text(ref reader, "approval_type"u8, before?.ApprovalType), Time(ref reader)));
            Expect(reader.Read() && reader.TokenType == JsonTokenType.EndObject);
        }

        Expect(reader.TokenType == JsonTokenType.EndArray);
        return approvals.DrainToImmutable();
    }

    private ImmutableArray<string> Services(ref Utf8JsonReader reader)
    {
        Next(ref reader, "affected_services"u8, JsonTokenType.StartArray);
        var services = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            services.Add(Value(ref reader, last?.AffectedServices.ElementAtOrDefault(services.Count))!);
        }

        Expect(reader.TokenType == JsonTokenType.EndArray);
        return services.DrainToImmutable();
    }

    private static AuditMap Map(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, AuditMap? before)
    {
        Next(ref reader, name, JsonTokenType.StartObject);
        return AuditMap.Read(ref reader, json, before);
    }

    private static void Expect(bool good)
    {
        if (!good)
        {
            throw new FormatException(NoRecord);
        }
    }

    private static void Next(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, JsonTokenType? kind = null)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read() && (kind is null || reader.TokenType == kind));
    }

    private static string Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, string? before) => TextOrNull(ref reader, name, before) ?? throw new FormatException(NoRecord);

    private static string? TextOrNull(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, string? before)
    {
        Next(ref reader, name);
        return Value(ref reader, before);
    }

    private static string? Value(ref Utf8JsonReader reader, string? before) =>
        reader.TokenType == JsonTokenType.String && before is not null && reader.ValueTextEquals(before) ? before : reader.GetString();

    private static DateTimeOffset Time(ref Utf8JsonReader reader)
    {
        Next(ref reader, "timestamp"u8);
        return reader.GetDateTimeOffset();
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        Next(ref reader, "duration_seconds"u8);
        return reader.TokenType switch { JsonTokenType.Number => reader.GetInt64(), JsonTokenType.Null => null, _ => throw new FormatException(NoRecord) };
    }
}
