using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The number that Google gave a project. The addresses of Google's own service agents are made from it.</summary>
/// <remarks>Rule: a project number is 6 to 19 digits in quotes and does not begin with 0. Source: https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects</remarks>
public sealed partial record ProjectNumber : ITextValue<ProjectNumber>
{
    private ProjectNumber(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a project number",
        Form(),
        minLength: 6,
        maxLength: 19,
        "is 6 to 19 digits in quotes and does not begin with 0",
        "\"481516234201\"",
        "https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ProjectNumber? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ProjectNumber(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ProjectNumber Of(string text) => TextRule.Must<ProjectNumber>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[1-9][0-9]{5,18}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
