using System.Buffers;
using System.Text;
using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Presenters;

/// <summary>What a program is made of, as CycloneDX 1.6: each package with its version and what needs what, read from the file by which .NET starts the program.</summary>
/// <remarks>
/// The same program gives the same bytes, so the document has neither time nor serial number; its provenance says when it was made.
/// Sources: https://cyclonedx.org/docs/1.6/json/ and https://github.com/dotnet/cli/blob/main/Documentation/specs/runtime-configuration-file.md (deps.json);
/// names of packages: https://github.com/package-url/purl-spec/blob/main/types-doc/nuget-definition.md
/// </remarks>
internal static class BillOfMaterials
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The document, with a line break at its end.</summary>
    /// <param name="closure">The bytes of <c>infra.deps.json</c>.</param>
    /// <param name="packages">The kind of packages that the program was built with: <c>official</c> or <c>offline</c>.</param>
    /// <exception cref="InfraException">The file is not what the SDK writes.</exception>
    public static string Write(ReadOnlyMemory<byte> closure, string packages)
    {
        try
        {
            using JsonDocument file = JsonDocument.Parse(closure);
            string framework = file.RootElement.GetProperty("runtimeTarget").GetProperty("name").GetString()!;
            JsonProperty[] parts = [.. file.RootElement.GetProperty("targets").GetProperty(framework).EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal)];
            return Write(parts, file.RootElement.GetProperty("libraries"), framework, packages);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InfraException(ErrorKind.Failed, "infra.deps.json beside the program is not what the .NET SDK writes, so it is not known what the program is made of. Build it again.", unreadable);
        }
    }

    private static string Write(JsonProperty[] parts, JsonElement libraries, string framework, string packages)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            writer.WriteString("bomFormat", "CycloneDX");
            writer.WriteString("specVersion", "1.6");
            writer.WriteNumber("version", 1);
            writer.WriteStartObject("metadata");
            writer.WritePropertyName("component");
            JsonProperty program = parts.Single(p => IsProgram(p.Name));
            Component(writer, program.Name, "application", isPackage: false, [("infra:framework", framework), ("infra:packages", packages)]);
            writer.WriteEndObject();
            writer.WriteStartArray("components");
            foreach (JsonProperty part in parts.Where(p => !IsProgram(p.Name)))
            {
                JsonElement library = libraries.GetProperty(part.Name);
                bool isPackage = library.GetProperty("type").GetString() == "package";
                Component(writer, part.Name, "library", isPackage, isPackage ? [("infra:contentHash", library.GetProperty("sha512").GetString()!)] : []);
            }

            writer.WriteEndArray();
            Dependencies(writer, parts);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    // What is no package is a project of this repository: one of its modules, or a stand-in of offline/.
    private static void Component(Utf8JsonWriter writer, string reference, string type, bool isPackage, IEnumerable<(string Name, string Value)> properties)
    {
        string[] nameAndVersion = reference.Split('/');
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("bom-ref", reference);
        writer.WriteString("name", nameAndVersion[0]);
        writer.WriteString("version", nameAndVersion[1]);
        if (isPackage)
        {
            writer.WriteString("purl", $"pkg:nuget/{Uri.EscapeDataString(nameAndVersion[0])}@{Uri.EscapeDataString(nameAndVersion[1])}");
        }

        if (properties.Any())
        {
            writer.WriteStartArray("properties");
            foreach ((string name, string value) in properties)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("value", value);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Dependencies(Utf8JsonWriter writer, JsonProperty[] parts)
    {
        HashSet<string> known = [.. parts.Select(p => p.Name)];
        writer.WriteStartArray("dependencies");
        foreach (JsonProperty part in parts)
        {
            writer.WriteStartObject();
            writer.WriteString("ref", part.Name);
            writer.WriteStartArray("dependsOn");
            if (part.Value.TryGetProperty("dependencies", out JsonElement needs))
            {
                // What the framework brings itself is asked for by packages and stands nowhere.
                foreach (string need in needs.EnumerateObject().Select(n => $"{n.Name}/{n.Value.GetString()}").Where(known.Contains).Order(StringComparer.Ordinal))
                {
                    writer.WriteStringValue(need);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool IsProgram(string reference) => reference.StartsWith("infra/", StringComparison.Ordinal);
}
