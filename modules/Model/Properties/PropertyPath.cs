using System.Globalization;

namespace Infra.Model;

/// <summary>Where a value stands inside a resource's properties, written as Pulumi writes it: <c>cors[0].origins[1]</c>.</summary>
public static class PropertyPath
{
    /// <summary>The path of an entry below <paramref name="parent"/>; a name with other than letters, digits, <c>_</c> and <c>-</c> is quoted.</summary>
    public static string Key(string parent, string name)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(name);
        bool plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        if (!plain)
        {
            return $"{parent}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        }

        return parent.Length == 0 ? name : $"{parent}.{name}";
    }

    /// <summary>The path of an item of the list at <paramref name="parent"/>.</summary>
    public static string Item(string parent, int index) => string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]");
}
