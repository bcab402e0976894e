using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infra.Emulator.Schema;
using Infra.Model.Properties;
using Infra.Model.Values;

namespace Infra.Emulator;

/// <summary>
/// Makes ids and outputs as Google would give them from templates: <c>{name}</c> is an input or <c>{id}</c>; <c>{function:name}</c> is made of
/// one. A template that begins with <c>#</c> gives a number, one that begins with <c>[]</c> a list split at commas. Everything made up is a
/// digest of what it is made of, so the same resource always gets the same values.
/// </summary>
internal static class OutputTemplate
{
    /// <summary>Fills a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="inputs">The inputs, with project and location of the provider where the resource gives none.</param>
    /// <param name="id">The id where it is known already.</param>
    public static PropertyValue Fill(string template, PropertyMap inputs, string? id)
    {
        if (template.StartsWith('#'))
        {
            return PropertyValue.Of(double.Parse(Text(template[1..], inputs, id), CultureInfo.InvariantCulture));
        }

        return template.StartsWith("[]", StringComparison.Ordinal)
            ? PropertyValue.Of([.. Text(template[2..], inputs, id).Split(',').Select(PropertyValue.Of)])
            : PropertyValue.Of(Text(template, inputs, id));
    }

    /// <summary>Fills a template that gives a text.</summary>
    public static string Text(string template, PropertyMap inputs, string? id)
    {
        StringBuilder text = new(template.Length + 32);
        int position = 0;
        while (position < template.Length)
        {
            int open = template.IndexOf('{', position);
            if (open < 0)
            {
                break;
            }

            int close = template.IndexOf('}', open);
            text.Append(template, position, open - position).Append(Part(template[(open + 1)..close], inputs, id));
            position = close + 1;
        }

        return text.Append(template, position, template.Length - position).ToString();
    }

    /// <summary>A digest of a text as lower-case hex.</summary>
    public static string Hex(string seed, int length) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..length];

    /// <summary>A digest of a text in the form of a UUID.</summary>
    public static string Uuid(string seed) => new Guid(Hash(seed).AsSpan(0, 16)).ToString();

    private static string Part(string part, PropertyMap inputs, string? id)
    {
        int colon = part.IndexOf(':', StringComparison.Ordinal);
        string value = Value(colon < 0 ? part : part[(colon + 1)..], inputs, id);
        return colon < 0 ? value : Apply(part[..colon], value);
    }

    private static string Value(string name, PropertyMap inputs, string? id) => name switch
    {
        "id" => id ?? "",
        _ => PathValues.At(inputs, name).FirstOrDefault() switch
        {
            StringValue text => text.Value,
            NumberValue number => number.Value.ToString(CultureInfo.InvariantCulture),
            BoolValue boolean => boolean.Value ? "true" : "false",
            SecretValue secret => secret.Digest,
            _ => "",
        },
    };

    private static string Apply(string function, string value) => function switch
    {
        "digits12" => (100_000_000_000 + (long)(BitConverter.ToUInt64(Hash(value)) % 899_999_999_999)).ToString(CultureInfo.InvariantCulture),
        "hex7" => Hex(value, 7),
        "hex32" => Hex(value, 32),
        "uuid" => Uuid(value),
        "ip" => string.Create(CultureInfo.InvariantCulture, $"34.{Hash(value)[0]}.{Hash(value)[1]}.{Math.Max((int)Hash(value)[2], 1)}"),
        "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
        "last" => value[(value.LastIndexOf('/') + 1)..],
        "upper" => value.ToUpperInvariant(),
        "agent" => ServiceAgents.DomainOfApi(value),
        "firstHost" => CidrBlock.TryParse(value, out CidrBlock? block, out _) ? Address(block.First + 1) : "",
        _ => throw new InvalidOperationException($"'{function}' is no function of output templates."),
    };

    private static byte[] Hash(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));

    private static string Address(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    /// <summary>Puts a value at a path below a map; what stands there already wins, because the program gave it.</summary>
    public static PropertyMap Put(PropertyMap map, ReadOnlySpan<string> path, PropertyValue value)
    {
        if (path.Length == 1)
        {
            return map[path[0]] is null ? map.With(path[0], value) : map;
        }

        return map[path[0]] switch
        {
            null => map.With(path[0], PropertyValue.Of(Put(PropertyMap.Empty, path[1..], value))),
            MapValue inner => map.With(path[0], PropertyValue.Of(Put(inner.Map, path[1..], value))),
            _ => map,
        };
    }
}
