using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The short name of the company that begins the name of every resource.</summary>
/// <remarks>Rule: a name prefix is 2 to 10 lower-case letters and digits and begins with a letter. Source: https://docs.cloud.google.com/compute/docs/naming-resources (shorter, because it begins every name)</remarks>
public sealed partial record NamePrefix : ITextValue<NamePrefix>
{
    private NamePrefix(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a name prefix",
        Form(),
        minLength: 2,
        maxLength: 10,
        "is 2 to 10 lower-case letters and digits and begins with a letter",
        "setu",
        "https://docs.cloud.google.com/compute/docs/naming-resources (shorter, because it begins every name)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NamePrefix? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new NamePrefix(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static NamePrefix Of(string text) => TextRule.Must<NamePrefix>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9]{1,9}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
