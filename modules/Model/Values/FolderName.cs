using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The display name of a folder, unique among its siblings.</summary>
/// <remarks>Rule: a folder name is 3 to 30 letters, digits, spaces, hyphens and underscores, and begins and ends with a letter or digit. Source: https://docs.cloud.google.com/resource-manager/docs/creating-managing-folders</remarks>
public sealed partial record FolderName : ITextValue<FolderName>
{
    private FolderName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a folder name",
        Form(),
        minLength: 3,
        maxLength: 30,
        "is 3 to 30 letters, digits, spaces, hyphens and underscores, and begins and ends with a letter or digit",
        "Setu platform",
        "https://docs.cloud.google.com/resource-manager/docs/creating-managing-folders");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FolderName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new FolderName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static FolderName Of(string text) => TextRule.Must<FolderName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 _-]{1,28}[A-Za-z0-9]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
