using System.Buffers;
using System.Globalization;

namespace Infra.Model.Properties;

/// <summary>Where a value stands inside a resource's properties, written as Pulumi writes it: <c>cors[0].origins[1]</c>.</summary>
public static class PropertyPath
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> PlainOrDot = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>The path of an entry below <paramref name="parent"/>; a name with other than letters, digits, <c>_</c> and <c>-</c> is quoted.</summary>
    public static string Key(string parent, string name)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(name);
        bool plain = name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Plain);
        if (!plain)
        {
            return $"{parent}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        }

        return parent.Length == 0 ? name : $"{parent}.{name}";
    }

    /// <summary>The path of an entry below <paramref name="parent"/> that is reached by several names.</summary>
    /// <param name="parent">The path of the outermost; empty at the top.</param>
    /// <param name="names">Names separated by dots; none holds a dot itself.</param>
    public static string Keys(string parent, string names)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(names);
        bool plain = !names.AsSpan().ContainsAnyExcept(PlainOrDot) && !$".{names}.".Contains("..", StringComparison.Ordinal);
        return !plain ? names.Split('.').Aggregate(parent, Key) : parent.Length == 0 ? names : $"{parent}.{names}";
    }

    /// <summary>The path of an item of the list at <paramref name="parent"/>.</summary>
    public static string Item(string parent, int index) => string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]");
}
