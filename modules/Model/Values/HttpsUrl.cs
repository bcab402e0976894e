using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>An address that is reached by HTTPS, without a user, a query or a fragment.</summary>
/// <remarks>Rule: an HTTPS address begins with https:// and has a host and perhaps a path, and no user, query or fragment. Source: https://openid.net/specs/openid-connect-core-1_0.html#Terminology (issuer identifier)</remarks>
public sealed partial record HttpsUrl : ITextValue<HttpsUrl>
{
    private HttpsUrl(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "an HTTPS address",
        Form(),
        minLength: 12,
        maxLength: 200,
        "begins with https:// and has a host and perhaps a path, and no user, query or fragment",
        "https://sso.setu-retail.example",
        "https://openid.net/specs/openid-connect-core-1_0.html#Terminology (issuer identifier)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HttpsUrl? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new HttpsUrl(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static HttpsUrl Of(string text) => TextRule.Must<HttpsUrl>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(/[A-Za-z0-9._~-]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
