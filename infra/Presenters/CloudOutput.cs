using Infra.Emulator;
using Infra.Model.Masking;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>Writes what is in the pretended cloud.</summary>
internal static class CloudOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.cloud-show/v1";

    public static string Text(IEnumerable<CloudEntry> entries) => string.Concat(entries.Select(e => $"{Printable.Text(e.Type)}  {Printable.Text(e.Id)}\n"));

    public static string Json(string stack, IEnumerable<CloudEntry> entries) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", stack);
        writer.WriteStartArray("resources");
        foreach (CloudEntry entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("type", entry.Type);
            writer.WriteString("id", entry.Id);
            writer.WritePropertyName("properties");
            PropertyJson.Write(writer, entry.Properties, SecretForm.Masked);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
