using System.Collections.Immutable;

namespace Infra.Delivery.Calendars;

/// <summary>The words for classes of change in files, options and messages.</summary>
public static class ChangeClassName
{
    /// <summary>All words, from the least risk to the most.</summary>
    public static ImmutableArray<string> All { get; } = ["emergency", "critical-fix", "bug-fix", "minor", "major"];

    /// <summary>The word of a class.</summary>
    public static string Of(ChangeClass value) => All[(int)value];

    /// <summary>The class of a word; null where it is none.</summary>
    public static ChangeClass? Parse(string word) => All.IndexOf(word) is >= 0 and var index ? (ChangeClass)index : null;
}
