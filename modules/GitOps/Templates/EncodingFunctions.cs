using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.GitOps;

/// <summary>JSON, YAML, Base64 and digests.</summary>
internal static class EncodingFunctions
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Pretty = new(Plain) { WriteIndented = true, NewLine = "\n" };

    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["toJson"] = a => ToJson(a[0]);
        all["toRawJson"] = a => ToJson(a[0]);
        all["toPrettyJson"] = a => Json(a[0])?.ToJsonString(Pretty) ?? "null";
        all["fromJson"] = a => Value(JsonNode.Parse(a.Text(0)));
        all["toYaml"] = a => YamlValues.Write(a[0]).TrimEnd('\n');
        all["fromYaml"] = a => YamlValues.Read(a.Text(0)) as Dictionary<string, object?> ?? throw new FunctionException("the YAML is no map; use fromYamlArray for a list");
        all["fromYamlArray"] = a => YamlValues.Read(a.Text(0)) as List<object?> ?? throw new FunctionException("the YAML is no list; use fromYaml for a map");
        all["b64enc"] = a => Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0)));
        all["b64dec"] = a => Encoding.UTF8.GetString(Convert.FromBase64String(a.Text(0)));
        all["sha256sum"] = a => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(a.Text(0))));
        all["sha512sum"] = a => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(a.Text(0))));
        all["urlquery"] = a => Uri.EscapeDataString(TextFunctions.Print([.. a.From(0)])).Replace("%20", "+", StringComparison.Ordinal);
    }

    /// <summary>A value as JSON on one line, keys in ordinal order.</summary>
    public static string ToJson(object? value) => Json(value)?.ToJsonString(Plain) ?? "null";

    private static JsonNode? Json(object? value) => value switch
    {
        null or NilList => null,
        string text => JsonValue.Create(text),
        bool boolean => JsonValue.Create(boolean),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        Dictionary<string, object?> map => new JsonObject(map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, Json(e.Value)))),
        List<object?> list => new JsonArray([.. list.Select(Json)]),
        _ => throw new FunctionException($"{value.GetType().Name} is no value of a template"),
    };

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
}
