using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model.Properties;

namespace Infra.Emulator;

/// <summary>Changes one value at a path as <see cref="PropertyPath"/> writes it.</summary>
internal static partial class PathEdit
{
    /// <summary>The properties with a value set, or taken out where the value is null.</summary>
    /// <exception cref="FormatException">The path is malformed or leads through something that is neither a map nor a list.</exception>
    public static PropertyMap Set(PropertyMap map, string path, PropertyValue? value)
    {
        MatchCollection parts = Part().Matches(path);
        if (parts.Count == 0 || parts.Sum(p => p.Length) != path.Length)
        {
            throw new FormatException($"'{path}' is not a path. A path reads labels.owner or rules[0].ports[1].");
        }

        return ((MapValue)SetAt(PropertyValue.Of(map), parts.ToArray<Match>(), value)!).Map;
    }

    private static PropertyValue? SetAt(PropertyValue? holder, ReadOnlySpan<Match> parts, PropertyValue? value)
    {
        if (parts.Length == 0)
        {
            return value;
        }

        if (parts[0].Groups["index"].Success)
        {
            int index = int.Parse(parts[0].Groups["index"].Value, CultureInfo.InvariantCulture);
            if (holder is not ListValue list || index >= list.Items.Length)
            {
                throw new FormatException($"There is no item {index} where the path leads.");
            }

            PropertyValue? item = SetAt(list.Items[index], parts[1..], value);
            return PropertyValue.Of(item is null ? list.Items.RemoveAt(index) : list.Items.SetItem(index, item));
        }

        string key = parts[0].Groups["name"].Success ? parts[0].Groups["name"].Value : parts[0].Groups["quoted"].Value;
        PropertyMap map = holder switch
        {
            null => PropertyMap.Empty,
            MapValue m => m.Map,
            _ => throw new FormatException($"There is no '{key}' where the path leads: it is {holder}, not a block."),
        };
        PropertyValue? inner = SetAt(map[key], parts[1..], value);
        return PropertyValue.Of(inner is null ? map.Without(key) : map.With(key, inner));
    }

    [GeneratedRegex("(^|\\.)(?<name>[A-Za-z0-9_-]+)|\\[(?<index>[0-9]{1,6})\\]|\\[\"(?<quoted>[^\"]+)\"\\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
