using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Properties;

namespace Infra.Delivery.Gates;

/// <summary>Evidence as JSON, described field by field in docs/formats.md.</summary>
public static class EvidenceJson
{
    /// <summary>The greatest size of a file of evidence, in bytes: 1 MiB.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    // Facts stand one level deeper in the whole file.
    private static readonly JsonDocumentOptions StrictFacts = Strict with { MaxDepth = Strict.MaxDepth - 1 };
    private static readonly ImmutableArray<string> Names = ["schema", "gate", "envelope", "source", "at", "facts", "signature"];

    /// <summary>The JSON, indented, LF, with a newline at the end.</summary>
    public static string Write(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Encoding.UTF8.GetString(Bytes(evidence, signed: true, indented: true)) + "\n";
    }

    /// <summary>Reads evidence, strictly: unknown, missing and doubled fields are refused.</summary>
    /// <param name="file">What it is called in errors.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="InfraException">It is malformed; the message quotes nothing of it.</exception>
    public static Evidence Read(string file, ReadOnlyMemory<byte> content)
    {
        try
        {
            if (content.Length > MaxBytes)
            {
                throw new FormatException($"it has {content.Length} bytes, and evidence has at most {MaxBytes}");
            }

            using JsonDocument document = JsonDocument.Parse(content, Strict);
            JsonElement json = document.RootElement;
            EnvelopeJson.Exactly(json, Names, "evidence");
            return json.GetProperty("schema").GetString() != Evidence.Schema ? throw new FormatException($"its schema is not {Evidence.Schema}") : new Evidence
            {
                Gate = Enum.GetValues<GateName>().Cast<GateName?>().FirstOrDefault(g => $"{g}" == json.GetProperty("gate").GetString())
                    ?? throw new FormatException($"gate is one of {string.Join(", ", Enum.GetNames<GateName>())}"),
                Envelope = EvidenceFacts.Text(json, "envelope"),
                Source = EvidenceFacts.Text(json, "source"),
                At = EvidenceFacts.Time(json, "at"),
                Facts = json.GetProperty("facts").ValueKind == JsonValueKind.Object ? json.GetProperty("facts").Clone() : throw new FormatException("facts is not an object"),
                Signature = json.GetProperty("signature") is { ValueKind: not JsonValueKind.Null } signature ? EnvelopeSignature.Read(signature) : null,
            };
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"{file} is not evidence: {(malformed is FormatException ? malformed.Message : "it is not JSON of that form")}. docs/formats.md describes {Evidence.Schema}.", malformed);
        }
    }

    /// <summary>Reads facts alone, as strictly as they are read within evidence.</summary>
    /// <param name="file">What it is called in errors.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="InfraException">They are malformed; the message quotes nothing of them.</exception>
    public static JsonElement Facts(string file, ReadOnlyMemory<byte> content)
    {
        const string Mend = "Facts are one JSON object, of at most half a MiB and without doubled names; docs/gates.md lists those of each gate.";
        try
        {
            using JsonDocument document = JsonDocument.Parse(content.Length <= MaxBytes / 2 ? content : throw new JsonException(), StrictFacts);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
        }
        catch (JsonException malformed)
        {
            throw new InfraException(ErrorKind.Configuration, $"{file} holds no facts. {Mend}", malformed);
        }
    }

    internal static byte[] Bytes(Evidence evidence, bool signed, bool indented)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions with { Indented = indented }))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", Evidence.Schema);
            writer.WriteString("gate", evidence.Gate.ToString());
            writer.WriteString("envelope", evidence.Envelope);
            writer.WriteString("source", evidence.Source);
            writer.WriteString("at", EnvelopeJson.Time(evidence.At));
            writer.WritePropertyName("facts");
            evidence.Facts.WriteTo(writer);
            if (signed)
            {
                writer.WritePropertyName("signature");
                if (evidence.Signature is { } signature)
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
}
