using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The id of a Google Cloud project. It is global, and is never free again once it was used.</summary>
/// <remarks>Rule: a project id is 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen. Source: https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects</remarks>
public sealed partial record ProjectId : ITextValue<ProjectId>
{
    private ProjectId(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a project id",
        Form(),
        minLength: 6,
        maxLength: 30,
        "is 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen",
        "setu-dev-471203",
        "https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ProjectId? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ProjectId(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ProjectId Of(string text) => TextRule.Must<ProjectId>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
