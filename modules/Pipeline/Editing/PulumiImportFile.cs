using System.Text.Json;
using Infra.Engine.Steps;
using Infra.Model.Plans;

namespace Infra.Pipeline.Editing;

/// <summary>The file of <c>pulumi import --file</c> for one resource.</summary>
/// <remarks>
/// Form: pulumi/pulumi, pkg/cmd/pulumi/operations/import.go. The type of each parent is part of a URN, so the components above stand in it too;
/// one that is recorded already is left as it is (pkg/resource/deploy/import.go). A provider cannot be imported and must be recorded.
/// </remarks>
internal static class PulumiImportFile
{
    private const string Provider = "provider";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>The content of the file.</summary>
    /// <param name="declared">The resource.</param>
    /// <param name="id">Its id in the cloud.</param>
    public static byte[] Write(DeclaredResource declared, string id)
    {
        using MemoryStream content = new();
        using (Utf8JsonWriter writer = new(content, Options))
        {
            writer.WriteStartObject();
            if (declared.Provider is { } provider)
            {
                writer.WriteStartObject("nameTable");
                writer.WriteString(Provider, provider.Value);
                writer.WriteEndObject();
            }

            writer.WriteStartArray("resources");
            string? parent = null;
            foreach (Urn component in declared.Above)
            {
                parent = Entry(writer, component, parent, () => writer.WriteBoolean("component", true));
            }

            _ = Entry(writer, declared.Urn, parent, () =>
            {
                writer.WriteString("id", id);
                if (declared.Provider is not null)
                {
                    writer.WriteString("provider", Provider);
                }
            });
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        content.WriteByte((byte)'\n');
        return content.ToArray();
    }

    // Names in the file are its own and must differ, although a component and what is in it often have one name: the URN is one word that differs.
    private static string Entry(Utf8JsonWriter writer, Urn urn, string? parent, Action rest)
    {
        writer.WriteStartObject();
        writer.WriteString("type", urn.Type);
        writer.WriteString("name", urn.Value);
        writer.WriteString("logicalName", urn.Name);
        if (parent is not null)
        {
            writer.WriteString("parent", parent);
        }

        rest();
        writer.WriteEndObject();
        return urn.Value;
    }
}
