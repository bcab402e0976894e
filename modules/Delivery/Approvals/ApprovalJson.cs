using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Properties;

namespace Infra.Delivery.Approvals;

/// <summary>The ledger of approvals as JSON lines, schemas <c>infra.approval/v1</c> and, in a chain, <c>infra.approval/v2</c>. One record has exactly one spelling.</summary>
public static class ApprovalJson
{
    /// <summary>The greatest length of a line, in bytes: 8 KiB, a reason of 1,000 characters with everything else.</summary>
    public const int MaxLineBytes = 8 << 10;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>The record's line, ending with a line feed.</summary>
    /// <exception cref="InfraException">It is too long.</exception>
    public static string Write(ApprovalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        byte[] line = Bytes(record, signed: true);
        return line.Length < MaxLineBytes
            ? Encoding.UTF8.GetString(line) + "\n"
            : throw new InfraException(ErrorKind.Configuration, $"An approval of {line.Length} bytes is too long; {MaxLineBytes} are allowed. Give a shorter reason.");
    }

    /// <summary>Reads a whole ledger.</summary>
    /// <exception cref="InfraException">A line is no record; which one is named. Nothing of such a ledger counts.</exception>
    public static ImmutableArray<ApprovalRecord> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Length == 0 ? [] : text.Split('\n');
        var records = ImmutableArray.CreateBuilder<ApprovalRecord>(lines.Length);
        for (int i = 0; i < lines.Length - 1; i++)
        {
            records.Add(Line(lines[i]) ?? throw Broken(i + 1));
        }

        return lines is [] or [.., ""] ? records.ToImmutable() : throw Broken(lines.Length);
    }

    /// <summary>The approvals of a repository, among lines that anybody may have written, in their order.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="repository">The number of the repository.</param>
    public static ImmutableArray<ApprovalRecord> Lines(string text, string repository)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n').Where(l => l.Length is > 0 and < MaxLineBytes).Select(Line).OfType<ApprovalRecord>().Where(r => r.Place?.Repository == repository)];
    }

    /// <summary>The chain of approvals, among lines in any order.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="anchor">A record that is known to be part of it; null for none.</param>
    /// <param name="isSigned">Whether a key that is listed for its person signed a record.</param>
    public static SignedChain<ApprovalRecord> ReadChain(IEnumerable<ApprovalRecord> lines, AuditAnchor? anchor, Func<ApprovalRecord, bool> isSigned) => SignedChain<ApprovalRecord>.Of(
        [.. lines.Select(r => new ChainLink<ApprovalRecord>(r, r.Place!.Sequence, r.Place.Previous, r.LineHash))], anchor is null ? [] : [anchor], isSigned);

    internal static byte[] Bytes(ApprovalRecord record, bool signed)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", record.Place is null ? ApprovalRecord.Schema : ApprovalRecord.ChainedSchema);
            if (record.Place is { } place)
            {
                writer.WriteString("repository", place.Repository);
                writer.WriteNumber("sequence", place.Sequence);
                writer.WriteString("previous", place.Previous);
                writer.WriteString("audit", place.Audit.ToString());
            }

            writer.WriteString("kind", Name(record.Kind));
            writer.WriteString("envelope", record.Envelope);
            writer.WriteString("environment", record.Environment);
            writer.WriteString("role", record.Role);
            writer.WriteString("person", record.Person);
            writer.WriteString("at", EnvelopeJson.Time(record.At));
            writer.WriteString("reason", record.Reason);
            writer.WriteBoolean("emergency", record.Emergency);
            writer.WriteString("revokes", record.Revokes);
            if (signed)
            {
                writer.WritePropertyName("signature");
                if (record.Signature is { } signature)
                {
                    signature.Write(writer);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static ApprovalRecord? Line(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Strict);
            JsonElement json = document.RootElement;
            ApprovalRecord record = new()
            {
                Kind = Enum.GetValues<ApprovalRecordKind>().Single(k => Name(k) == Text(json, "kind")),
                Envelope = Text(json, "envelope"),
                Environment = Text(json, "environment"),
                Role = Text(json, "role"),
                Person = Text(json, "person"),
                At = DateTimeOffset.Parse(Text(json, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                Reason = Text(json, "reason"),
                Emergency = json.GetProperty("emergency").GetBoolean(),
                Revokes = json.GetProperty("revokes").GetString(),
                Place = Text(json, "schema") == ApprovalRecord.Schema ? null : new ApprovalPlace(
                    Text(json, "repository"), json.GetProperty("sequence").GetInt64(), Text(json, "previous"), AuditAnchor.TryParse(Text(json, "audit")) ?? throw new FormatException("audit")),
                Signature = json.GetProperty("signature") is { ValueKind: JsonValueKind.Object } signature ? EnvelopeSignature.Read(signature) : null,
            };

            // Writing it again finds unknown fields, other orders and other spellings at once.
            return Write(record) == line + "\n" ? record : null;
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException or InfraException)
        {
            return null;
        }
    }

    private static string Name(ApprovalRecordKind kind) => kind.ToString().ToLowerInvariant();

    private static InfraException Broken(int line) =>
        new(ErrorKind.Failed, $"Line {line} of the record of approvals is not an approval as infra writes it, so none of them is believed. Look at the history of refs/infra/approvals for who wrote it.");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException(name);
}
