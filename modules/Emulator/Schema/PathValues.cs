using System.Text;
using Infra.Model.Properties;

namespace Infra.Emulator.Schema;

/// <summary>Finds values by a path without indices: a list on the way means each of its items.</summary>
internal static class PathValues
{
    /// <summary>Every value at the path, unknown ones included; nothing where a part of it is missing.</summary>
    public static IEnumerable<PropertyValue> At(PropertyMap map, string path)
    {
        IEnumerable<PropertyValue> values = [PropertyValue.Of(map)];
        foreach (string key in path.Split('.'))
        {
            values = values.SelectMany(v => Step(v, key));
        }

        return values.SelectMany(Items);
    }

    /// <summary>The same for the block that holds the last part of a path: each map that could have it.</summary>
    public static IEnumerable<PropertyMap> Holders(PropertyMap map, string path)
    {
        int dot = path.LastIndexOf('.');
        return dot < 0 ? [map] : At(map, path[..dot]).OfType<MapValue>().Select(m => m.Map);
    }

    /// <summary>A path as a difference has it, with indices and quotes taken out: <c>a[0].b["c"]</c> is <c>a.b.c</c>.</summary>
    public static string Plain(string path)
    {
        if (!path.Contains('[', StringComparison.Ordinal))
        {
            return path;
        }

        StringBuilder plain = new(path.Length);
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] != '[')
            {
                plain.Append(path[i]);
                continue;
            }

            int end = path.IndexOf(']', i);
            string inside = path[(i + 1)..end];
            if (inside.StartsWith('"'))
            {
                plain.Append('.').Append(inside.Trim('"'));
            }

            i = end;
        }

        return plain.ToString();
    }

    private static IEnumerable<PropertyValue> Step(PropertyValue value, string key) =>
        Items(value).OfType<MapValue>().Select(m => m.Map[key]).OfType<PropertyValue>();

    private static IEnumerable<PropertyValue> Items(PropertyValue value) => value is ListValue list ? list.Items : [value];
}
