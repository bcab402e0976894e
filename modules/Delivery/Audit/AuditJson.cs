using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Properties;

namespace Infra.Delivery.Audit;

/// <summary>Audit records as JSON lines, schemas <c>infra.audit/v1</c> and, signed, <c>infra.audit/v2</c>. A record is hashed as it is spelled, so that a changed byte shows.</summary>
public static class AuditJson
{
    /// <summary>The greatest length of a line, in bytes: 256 KiB. Longer lists are cut by whoever writes the entry.</summary>
    public const int MaxLineBytes = 256 << 10;

    /// <summary>The record's line, with its hash, ending with a line feed.</summary>
    /// <exception cref="InfraException">It is too long.</exception>
    public static string Write(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        byte[] line = Bytes(record, record.Hash);
        return line.Length < MaxLineBytes
            ? Encoding.UTF8.GetString(line) + "\n"
            : throw new InfraException(ErrorKind.Configuration, $"An audit record of {line.Length} bytes is too long; {MaxLineBytes} are allowed. Give shorter reasons.");
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <exception cref="FormatException">It is not what <see cref="Write(AuditRecord)"/> writes: malformed, another spelling, or a hash that is not its own.</exception>
    public static AuditRecord Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new AuditLineReader().Read(Encoding.UTF8.GetBytes(line));
    }

    internal static string Hash(AuditRecord record) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Bytes(record, hash: null)));

    /// <summary>Writes a record.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The record.</param>
    /// <param name="hash">Its hash; null for the content that is hashed.</param>
    internal static void Write(Utf8JsonWriter writer, AuditRecord record, string? hash)
    {
        AuditEntry entry = record.Entry;
        writer.WriteStartObject();
        writer.WriteString("schema", record.Repository is null ? AuditRecord.Schema : AuditRecord.SignedSchema);
        if (record.Repository is not null)
        {
            writer.WriteString("repository", record.Repository);
        }

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

        if (record.Repository is not null)
        {
            writer.WriteString("approvals_record", record.Approvals?.ToString());
        }

        if (hash is not null)
        {
            writer.WriteString("hash", hash);
            if (record.Repository is not null)
            {
                writer.WritePropertyName("signature");
                (record.Signature ?? throw new InvalidOperationException("A record of a repository is signed before it is written.")).Write(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static byte[] Bytes(AuditRecord record, string? hash)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            Write(writer, record, hash);
        }

        return buffer.WrittenSpan.ToArray();
    }

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
}
