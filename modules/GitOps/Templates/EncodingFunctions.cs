using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Infra.GitOps.Templates;

/// <summary>JSON, YAML, Base64 and digests.</summary>
internal static class EncodingFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["toJson"] = a => GoJson.Write(a[0], escapesHtml: true);
        all["toRawJson"] = a => ToJson(a[0]);
        all["toPrettyJson"] = a => GoJson.Write(a[0], escapesHtml: true, isPretty: true);
        all["fromJson"] = a => Value(JsonNode.Parse(a.Text(0)));
        all["toYaml"] = a => GoYaml.Write(a[0]);
        all["fromYaml"] = a => Parameters.Floating(YamlValues.Read(a.Text(0)) ?? new Dictionary<string, object?>(StringComparer.Ordinal)) as Dictionary<string, object?> ?? throw new FunctionException("the YAML is no map; use fromYamlArray for a list");
        all["fromYamlArray"] = a => Parameters.Floating(YamlValues.Read(a.Text(0)) ?? new List<object?>()) as List<object?> ?? throw new FunctionException("the YAML is no list; use fromYaml for a map");
        all["b64enc"] = a => Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0)));
        all["b64dec"] = a => Decoded(a.Text(0));
        all["sha256sum"] = a => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(a.Text(0))));
        all["sha512sum"] = a => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(a.Text(0))));
        all["urlquery"] = a => Uri.EscapeDataString(TextFunctions.Print([.. a.From(0).Select(v => v ?? "<no value>")])).Replace("%20", "+", StringComparison.Ordinal);
    }

    /// <summary>A value as JSON on one line, keys in ordinal order.</summary>
    public static string ToJson(object? value) => GoJson.Write(value, escapesHtml: false);

    private static object? Value(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map.ToDictionary(e => e.Key, e => Value(e.Value), StringComparer.Ordinal),
        JsonArray list => list.Select(Value).ToList(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),

        // encoding/json gives float64 for every number.
        _ => node.GetValue<double>(),
    };

    private static string Decoded(string text)
    {
        byte[] bytes = Convert.FromBase64String(text);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new FunctionException("the bytes are no text in UTF-8");
    }
}
