using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The name of a company as people write it, such as "Müller &amp; Söhne GmbH". No name of a resource is made of it.</summary>
/// <remarks>Rule: a company name is 1 to 80 characters on one line, without control characters and those that turn or hide text, and begins and ends with no space.</remarks>
public sealed partial record CompanyName : ITextValue<CompanyName>
{
    private CompanyName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a company name",
        Form(),
        minLength: 1,
        maxLength: 80,
        "is 1 to 80 characters on one line, without control characters and those that turn or hide text, and begins and ends with no space",
        "Setu Retail",
        "a name that people know the company by");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CompanyName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new CompanyName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static CompanyName Of(string text) => TextRule.Must<CompanyName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^(?! )(?!.* $)[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufffd]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
