using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Infra.Pipeline;

/// <summary>Audit records as JSON lines, schema <c>infra.audit/v1</c>. One record has exactly one spelling, so that a changed byte shows.</summary>
public static class AuditJson
{
    /// <summary>The greatest length of a line, in bytes: 256 KiB. Longer lists are cut by whoever writes the entry.</summary>
    public const int MaxLineBytes = 256 << 10;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The record's line, with its hash, ending with a line feed.</summary>
    /// <exception cref="InfraException">It is too long.</exception>
    public static string Write(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        byte[] line = Bytes(record, record.Hash);
        return line.Length < MaxLineBytes
            ? Encoding.UTF8.GetString(line) + "\n"
            : throw new InfraException(ExitCode.Configuration, $"An audit record of {line.Length} bytes is too long; {MaxLineBytes} are allowed. Give shorter reasons.");
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes: malformed, another spelling, or a hash that is not its own.</exception>
    public static AuditRecord Read(string line) => ReadHashed(line).Record;

    /// <summary>The same, with the hash of the record: reading a long chain works each out once.</summary>
    internal static (AuditRecord Record, string Hash) ReadHashed(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Strict);
            JsonElement json = document.RootElement;
            AuditRecord record = new(json.GetProperty("sequence").GetInt64(), Text(json, "previous"), Entry(json));

            // Writing it again and comparing finds unknown fields, other orders, other spellings and a wrong hash at once.
            byte[] content = Bytes(record, hash: null);
            string hash = HashOf(content);
            string spelled = $"{Encoding.UTF8.GetString(content.AsSpan(0, content.Length - 1))},\"hash\":\"{hash}\"}}";
            return spelled == line && content.Length < MaxLineBytes ? (record, hash) : throw new FormatException("its hash is not that of its content");
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or InfraException)
        {
            throw new FormatException("it is not an audit record", malformed);
        }
    }

    internal static string Hash(AuditRecord record) => HashOf(Bytes(record, hash: null));

    private static string HashOf(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Bytes(AuditRecord record, string? hash)
    {
        AuditEntry entry = record.Entry;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", AuditRecord.Schema);
            writer.WriteNumber("sequence", record.Sequence);
            writer.WriteString("previous", record.Previous);
            writer.WriteString("deployment_id", entry.DeploymentId);
            writer.WriteString("timestamp", EnvelopeJson.Time(entry.Timestamp));
            writer.WriteString("phase", Name(entry.Phase));
            writer.WriteString("action", entry.Action);
            writer.WriteString("deployment_target", entry.DeploymentTarget);
            writer.WriteString("actor", entry.Actor);
            writer.WriteString("backend", entry.Backend);
            writer.WriteString("git_commit", entry.GitCommit);
            writer.WriteString("envelope", entry.Envelope);
            writer.WriteStartArray("approvals");
            foreach (AuditApproval approval in entry.Approvals)
            {
                writer.WriteStartObject();
                writer.WriteString("approver", approval.Approver);
                writer.WriteString("approval_type", approval.ApprovalType);
                writer.WriteString("timestamp", EnvelopeJson.Time(approval.Timestamp));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("affected_services");
            foreach (string service in entry.AffectedServices)
            {
                writer.WriteStringValue(service);
            }

            writer.WriteEndArray();
            writer.WriteString("rollback_plan", entry.RollbackPlan);
            writer.WriteString("business_justification", entry.BusinessJustification);
            writer.WriteString("risk_assessment", entry.RiskAssessment);
            WriteMap(writer, "compliance_verification", entry.ComplianceVerification);
            WriteMap(writer, "verdicts", entry.Verdicts);
            writer.WriteString("outcome", entry.Outcome);
            if (entry.DurationSeconds is { } seconds)
            {
                writer.WriteNumber("duration_seconds", seconds);
            }
            else
            {
                writer.WriteNull("duration_seconds");
            }

            if (hash is not null)
            {
                writer.WriteString("hash", hash);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static AuditEntry Entry(JsonElement json) => new()
    {
        DeploymentId = Text(json, "deployment_id"),
        Timestamp = Time(json),
        Phase = Text(json, "phase") == "begin" ? AuditPhase.Begin : AuditPhase.End,
        Action = Text(json, "action"),
        DeploymentTarget = Text(json, "deployment_target"),
        Actor = Text(json, "actor"),
        Backend = Text(json, "backend"),
        GitCommit = json.GetProperty("git_commit").GetString(),
        Envelope = json.GetProperty("envelope").GetString(),
        Approvals = [.. json.GetProperty("approvals").EnumerateArray().Select(a => new AuditApproval(Text(a, "approver"), Text(a, "approval_type"), Time(a)))],
        AffectedServices = [.. json.GetProperty("affected_services").EnumerateArray().Select(s => s.GetString() ?? "")],
        RollbackPlan = Text(json, "rollback_plan"),
        BusinessJustification = Text(json, "business_justification"),
        RiskAssessment = Text(json, "risk_assessment"),
        ComplianceVerification = Map(json, "compliance_verification"),
        Verdicts = Map(json, "verdicts"),
        Outcome = json.GetProperty("outcome").GetString(),
        DurationSeconds = json.GetProperty("duration_seconds") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetInt64() : null,
    };

    private static string Name(AuditPhase phase) => phase == AuditPhase.Begin ? "begin" : "end";

    private static void WriteMap(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> map)
    {
        writer.WriteStartObject(name);
        foreach ((string key, string value) in map.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static ImmutableSortedDictionary<string, string> Map(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("it is not an audit record");

    private static DateTimeOffset Time(JsonElement json) => DateTimeOffset.TryParseExact(
        Text(json, "timestamp"), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
        ? time
        : throw new FormatException("it is not an audit record");
}
