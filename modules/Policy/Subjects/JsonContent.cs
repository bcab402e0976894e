using System.Text.Json;
using Infra.Model.Properties;

namespace Infra.Policy.Subjects;

/// <summary>What stands in a text that is JSON itself, such as a kubeconfig.</summary>
internal static class JsonContent
{
    /// <summary>The content, with places named from its top; null where there is no text or the text is not one JSON object with each name once.</summary>
    public static Field? Of(Field field)
    {
        if (field.Text is not { } text)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? new Field(PropertyJson.Read(document.RootElement)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
