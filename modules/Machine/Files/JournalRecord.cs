using System.Buffers;
using System.Text.Json;
using Infra.Model.Properties;

namespace Infra.Machine.Files;

/// <summary>One record of a journal, as JSON on one line.</summary>
public static class JournalRecord
{
    /// <summary>Writes a record.</summary>
    /// <param name="kind">What it is; stands first.</param>
    /// <param name="write">Writes the rest.</param>
    public static byte[] Of(string kind, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A text of a record; null where it has none of that name.</summary>
    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
