using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The address of a public page that a fact was taken from.</summary>
/// <remarks>Rule: the address of a page begins with https://, names a host and has no user, space or quote in it. Source: https://www.rfc-editor.org/rfc/rfc3986; TLS, and no user in it</remarks>
public sealed partial record PageUrl : ITextValue<PageUrl>
{
    private PageUrl(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the address of a page",
        Form(),
        minLength: 12,
        maxLength: 300,
        "begins with https://, names a host and has no user, space or quote in it",
        "https://www.timeanddate.com/holidays/india/diwali",
        "https://www.rfc-editor.org/rfc/rfc3986; TLS, and no user in it");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PageUrl? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new PageUrl(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static PageUrl Of(string text) => TextRule.Must<PageUrl>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^https://[a-z0-9.-]+\\.[a-z]{2,}(/[A-Za-z0-9._~%/:;,()=#?&+-]*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
