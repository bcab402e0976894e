using Infra.Model.Properties;
using Infra.Model.Values;

namespace Infra.Emulator.Schema;

/// <summary>Whether a difference replaces a resource.</summary>
internal static class Replacement
{
    public static bool IsForced(TypeSchema schema, string path, PropertyValue? before, PropertyValue? after)
    {
        string plain = PathValues.Plain(path);
        if (schema.GrowsInPlace.Contains(plain, StringComparer.Ordinal))
        {
            return !Grows(before, after);
        }

        if (schema.ForceNewExcept.Any(e => IsAtOrBelow(plain, e)))
        {
            return false;
        }

        foreach (string on in schema.StaysTrue)
        {
            // The switch itself, or the block that it is in.
            bool wasOn = string.Equals(plain, on, StringComparison.Ordinal) ? before is BoolValue { Value: true } : before is MapValue block && on.StartsWith(plain + ".", StringComparison.Ordinal) && IsOn(block.Map, on[(plain.Length + 1)..]);
            if (wasOn)
            {
                return true;
            }
        }

        foreach (string rule in schema.ForceNew)
        {
            if (Matches(rule, plain, path, before, after))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a path, with indices, is one of these or stands below one.</summary>
    public static bool IsAtOrBelow(IEnumerable<string> paths, string path) => paths.Any(p => IsAtOrBelow(PathValues.Plain(path), p));

    private static bool Matches(string rule, string plain, string path, PropertyValue? before, PropertyValue? after)
    {
        bool comesOrGoes = before is null || after is null;
        if (rule.EndsWith(".**", StringComparison.Ordinal))
        {
            string block = rule[..^3];
            return IsAtOrBelow(plain, block) || (comesOrGoes && IsAtOrBelow(block, plain));
        }

        if (rule.EndsWith('#'))
        {
            // Adding, removing or resizing the block itself, not a change inside it.
            return comesOrGoes && string.Equals(plain, rule[..^1], StringComparison.Ordinal);
        }

        // A block that comes or goes takes the listed property with it only if it has a value there.
        return string.Equals(plain, rule, StringComparison.Ordinal)
            || (comesOrGoes && rule.StartsWith(plain + ".", StringComparison.Ordinal) && path.Length > 0 && Has(before ?? after!, rule[(plain.Length + 1)..]));
    }

    private static bool IsOn(PropertyMap map, string path) => PathValues.At(map, path).Any(v => v is BoolValue { Value: true });

    private static bool Has(PropertyValue value, string path)
    {
        IEnumerable<PropertyValue> items = value is ListValue list ? list.Items : [value];
        return items.OfType<MapValue>().Any(m => PathValues.At(m.Map, path).Any(v => v is not NullValue));
    }

    private static bool IsAtOrBelow(string path, string above) =>
        path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] == '.');

    private static bool Grows(PropertyValue? before, PropertyValue? after) =>
        before is StringValue old && after is StringValue wanted
        && CidrBlock.TryParse(old.Value, out CidrBlock? inner, out _) && CidrBlock.TryParse(wanted.Value, out CidrBlock? outer, out _)
        && outer.Contains(inner);
}
