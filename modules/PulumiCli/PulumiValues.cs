using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Model.Properties;

namespace Infra.PulumiCli;

/// <summary>Property values as the Pulumi CLI prints them.</summary>
internal static partial class PulumiValues
{
    /// <summary>The properties of an object; none where there is no object. A masked secret is a secret that nobody knows.</summary>
    public static PropertyMap Map(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement map) && map.ValueKind == JsonValueKind.Object ? ((MapValue)Unmasked(PropertyValue.Of(PropertyJson.ReadMap(Wire(map))))).Map : PropertyMap.Empty;

    /// <summary>The value at a path as Pulumi writes it, or null where there is none.</summary>
    public static PropertyValue? At(PropertyMap map, string path)
    {
        PropertyValue? value = PropertyValue.Of(map);
        foreach (Match part in Part().Matches(path))
        {
            value = value switch
            {
                MapValue m => m.Map[part.Groups["quoted"].Success ? part.Groups["quoted"].Value : part.Groups["name"].Success ? part.Groups["name"].Value : part.Groups["index"].Value],
                ListValue l when part.Groups["index"].Success && int.Parse(part.Groups["index"].Value, CultureInfo.InvariantCulture) is var index && index < l.Items.Length => l.Items[index],
                UnknownValue or SecretValue => value,
                _ => null,
            };
        }

        return value;
    }

    // In event streams a secret is the signature with "ciphertext"; the reader of wire values wants a digest, and there is none to be had.
    private static JsonElement Wire(JsonElement map)
    {
        string text = map.GetRawText();
        return text.Contains("\"ciphertext\"", StringComparison.Ordinal)
            ? JsonDocument.Parse(Ciphertext().Replace(text, $"\"{PropertyJson.Mask}\"")).RootElement
            : map;
    }

    private static PropertyValue Unmasked(PropertyValue value) => value switch
    {
        StringValue { Value: PropertyJson.Mask } => PropertyValue.UnknownSecret,
        ListValue list => PropertyValue.Of([.. list.Items.Select(Unmasked)]),
        MapValue map => PropertyValue.Of(PropertyMap.From(map.Map.Select(e => KeyValuePair.Create(e.Key, Unmasked(e.Value))))),
        _ => value,
    };

    [GeneratedRegex("\\{\\s*\"4dabf18193072939515e22adb298388d\"\\s*:\\s*\"1b47061264138c4ac30d75fd1eb44270\"\\s*,\\s*\"ciphertext\"\\s*:\\s*\"[^\"]*\"\\s*\\}", RegexOptions.CultureInvariant)]
    private static partial Regex Ciphertext();

    [GeneratedRegex("\\[\"(?<quoted>([^\"\\\\]|\\\\.)*)\"\\]|\\[(?<index>[0-9]{1,9})\\]|(?<name>[^.\\[]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
