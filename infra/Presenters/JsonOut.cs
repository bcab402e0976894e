using System.Buffers;
using System.Text;
using System.Text.Json;
using Infra.Model.Masking;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>One indented JSON document with its schema name, LF, newline at the end. People read it in terminals too, so letters that nobody sees are written as escapes, which JSON has for them.</summary>
internal static class JsonOut
{
    public static string Document(string schema, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions with { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", schema);
            write(writer);
            writer.WriteEndObject();
        }

        return Printable.Lines(Encoding.UTF8.GetString(buffer.WrittenSpan)) + "\n";
    }
}
