using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Envelopes;

/// <summary>An envelope as JSON, schema <c>infra.envelope/v1</c>, described field by field in docs/formats.md. No secrets: keyed digests.</summary>
public static class EnvelopeJson
{
    /// <summary>The greatest size of an envelope, in bytes: 64 MiB, ten times a plan of 10,000 resources.</summary>
    public const int MaxBytes = 64 << 20;

    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private static readonly ImmutableArray<string> Names = ["schema", "digest", "sealedAt", "expiresAt", "seal", "plan", "signatures"];

    private static readonly ImmutableArray<string> SealNames =
        ["commit", "baseCommit", "localOnly", "packages", "closure", "tool", "providers", "configuration", "program", "policy", "lineage", "serial", "state"];

    /// <summary>The envelope's JSON, indented, LF, with a newline at the end.</summary>
    public static string Write(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Encoding.UTF8.GetString(Bytes(envelope, envelope.Digest, PropertyJson.WriterOptions with { Indented = true })) + "\n";
    }

    /// <summary>Reads an envelope. That it was not altered is checked; that it still fits is <see cref="EnvelopeCheck"/>'s business.</summary>
    /// <param name="file">What it is called in errors.</param>
    /// <param name="content">The bytes of the file.</param>
    /// <exception cref="InfraException">It is malformed, or its digest is not that of its content (<see cref="ErrorKind.PlanStale"/>).</exception>
    public static Envelope Read(string file, ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            throw Altered(file, $"it has {content.Length} bytes, and an envelope has at most {MaxBytes}");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(content, Strict);
            JsonElement json = document.RootElement;
            Exactly(json, Names, "envelope");
            if (json.GetProperty("schema").GetString() != Envelope.Schema)
            {
                throw Altered(file, $"its schema is not {Envelope.Schema}");
            }

            Envelope envelope = new()
            {
                Plan = PlanReader.Read(json.GetProperty("plan")),
                Seal = ReadSeal(json.GetProperty("seal")),
                SealedAt = Time(json, "sealedAt"),
                ExpiresAt = Time(json, "expiresAt"),
                Signatures = [.. json.GetProperty("signatures").EnumerateArray().Select(EnvelopeSignature.Read)],
            };
            return json.GetProperty("digest").GetString() == envelope.Digest ? envelope : throw Altered(file, "its digest is not that of its content");
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // Messages of the JSON reader may quote the text; ours do not.
            throw Altered(file, malformed is FormatException ? malformed.Message.TrimEnd('.') : "it is not the JSON of an envelope");
        }
    }

    internal static string Digest(Envelope envelope) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Bytes(envelope, digest: null, PropertyJson.WriterOptions)));

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    internal static void Exactly(JsonElement json, ImmutableArray<string> names, string at)
    {
        string[] there = json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject().Select(p => p.Name)] : throw new FormatException($"{at} is not an object");
        if (there.Except(names, StringComparer.Ordinal).Concat(names.Except(there, StringComparer.Ordinal)).FirstOrDefault() is { } odd)
        {
            throw new FormatException($"{at}: the field '{odd}' is unknown or missing");
        }
    }

    private static byte[] Bytes(Envelope envelope, string? digest, JsonWriterOptions options)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, options))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", Envelope.Schema);
            if (digest is not null)
            {
                writer.WriteString("digest", digest);
            }

            writer.WriteString("sealedAt", Time(envelope.SealedAt));
            writer.WriteString("expiresAt", Time(envelope.ExpiresAt));
            WriteSeal(writer, envelope.Seal);
            writer.WritePropertyName("plan");
            PlanJson.Write(writer, envelope.Plan, SecretForm.Digest);
            if (digest is not null)
            {
                writer.WriteStartArray("signatures");
                foreach (EnvelopeSignature signature in envelope.Signatures)
                {
                    signature.Write(writer);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSeal(Utf8JsonWriter writer, Seal seal)
    {
        writer.WriteStartObject("seal");
        writer.WriteString("commit", seal.Commit);
        writer.WriteString("baseCommit", seal.BaseCommit);
        writer.WriteBoolean("localOnly", seal.LocalOnly);
        writer.WriteString("packages", seal.Packages);
        writer.WriteString("closure", seal.Closure);
        writer.WriteString("tool", seal.Tool);
        WriteMap(writer, "providers", seal.Providers);
        WriteMap(writer, "configuration", seal.Configuration);
        writer.WriteString("program", seal.Program);
        writer.WriteString("policy", seal.Policy);
        writer.WriteString("lineage", seal.Lineage);
        writer.WriteNumber("serial", seal.Serial);
        writer.WriteString("state", seal.State);
        writer.WriteEndObject();
    }

    private static Seal ReadSeal(JsonElement json)
    {
        Exactly(json, SealNames, "seal");
        return new Seal
        {
            Commit = json.GetProperty("commit").GetString(),
            BaseCommit = json.GetProperty("baseCommit").GetString(),
            LocalOnly = json.GetProperty("localOnly").GetBoolean(),
            Packages = Text(json, "packages"),
            Closure = Text(json, "closure"),
            Tool = Text(json, "tool"),
            Providers = Map(json, "providers"),
            Configuration = Map(json, "configuration"),
            Program = Text(json, "program"),
            Policy = Text(json, "policy"),
            Lineage = json.GetProperty("lineage").GetString(),
            Serial = json.GetProperty("serial").GetInt64(),
            State = Text(json, "state"),
        };
    }

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
        json.GetProperty(name).EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString() ?? throw new FormatException($"seal.{name} holds a null"), StringComparer.Ordinal);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static DateTimeOffset Time(JsonElement json, string name) =>
        DateTimeOffset.TryParseExact(Text(json, name), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new FormatException($"{name} is not a time in UTC such as 2026-01-04T20:30:00Z");

    private static InfraException Altered(string file, string what) =>
        new(ErrorKind.PlanStale, $"{file} is not an envelope as it was sealed: {what}. Nothing was done. Seal again with `infra preview ENV --seal --out FILE`, and have that approved.");
}
