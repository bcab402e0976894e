using System.Text.Json;
using Infra.Model.Properties;

namespace Infra.Cli.Tests.Mutations;

/// <summary>One hardening setting turned off, and the rule that must say so: a line of flips.txt.</summary>
internal sealed record Flip(string Stack, string Kind, string NameEnds, string Path, PropertyValue? Value, string Rule)
{
    public static Flip Parse(string line)
    {
        string[] parts = line.Split(" | ");
        Assert.Equal(6, parts.Length);
        return new(parts[0], parts[1], parts[2], parts[3], parts[4] == "remove" ? null : PropertyJson.Read(JsonDocument.Parse(parts[4]).RootElement), parts[5]);
    }

    /// <summary>Whether the flip is of a rendered object; a type token has a colon.</summary>
    public bool IsOfFile => !Kind.Contains(':', StringComparison.Ordinal);

    public bool Fits(string kind, string name) => kind == Kind && (NameEnds == "*" || name.EndsWith(NameEnds, StringComparison.Ordinal));

    /// <summary>The content with the setting turned off; missing maps on the way are made, missing items are not.</summary>
    public PropertyMap Of(PropertyMap content)
    {
        PropertyMap flipped = ((MapValue)Changed(PropertyValue.Of(content), Parts(Path))!).Map;
        Assert.False(flipped.Equals(content), $"{Path} is already so in a {Kind} of {Stack}; the line flips nothing.");
        return flipped;
    }

    private PropertyValue? Changed(PropertyValue? at, ReadOnlySpan<string> path)
    {
        if (path.Length == 0)
        {
            return Value;
        }

        if (at is ListValue list)
        {
            int index = int.Parse(path[0], System.Globalization.CultureInfo.InvariantCulture);
            return PropertyValue.Of(Changed(list.Items[index], path[1..]) is { } item ? list.Items.SetItem(index, item) : list.Items.RemoveAt(index));
        }

        PropertyMap map = at is MapValue { Map: var own } ? own : PropertyMap.Empty;
        return PropertyValue.Of(Changed(map[path[0]], path[1..]) is { } value ? map.With(path[0], value) : map.Without(path[0]));
    }

    // a.b[0]["c.d"] into a, b, 0, c.d
    private static string[] Parts(string path) => [.. System.Text.RegularExpressions.Regex.Matches(path, """\["([^"]+)"\]|\[(\d+)\]|([^.\[]+)""").Select(m => m.Groups.Values.Skip(1).Single(g => g.Success).Value)];
}
