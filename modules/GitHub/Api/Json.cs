using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.GitHub.Api;

/// <summary>Reads fields of answers; an answer of another form is as if the field were not there.</summary>
internal static class Json
{
    /// <summary>A text; null for anything else.</summary>
    public static string? Text(JsonNode? node, string name) => Field(node, name) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A whole number; null for anything else.</summary>
    public static long? Number(JsonNode? node, string name) =>
        Field(node, name) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Whether a field is true.</summary>
    public static bool Flag(JsonNode? node, string name) => Field(node, name) is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The entries of a list; none for anything else.</summary>
    public static IEnumerable<JsonNode> Items(JsonNode? node, string name) => (Field(node, name) as JsonArray ?? []).OfType<JsonNode>();

    private static JsonNode? Field(JsonNode? node, string name) => (node as JsonObject)?[name];
}
