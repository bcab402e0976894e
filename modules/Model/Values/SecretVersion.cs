using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>Which version of a secret is read.</summary>
/// <remarks>Rule: a secret version is latest, or the number of a version in quotes. Source: https://docs.cloud.google.com/secret-manager/docs/access-secret-version</remarks>
public sealed partial record SecretVersion : ITextValue<SecretVersion>
{
    private SecretVersion(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a secret version",
        Form(),
        minLength: 1,
        maxLength: 9,
        "is latest, or the number of a version in quotes",
        "\"3\"",
        "https://docs.cloud.google.com/secret-manager/docs/access-secret-version");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretVersion? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new SecretVersion(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static SecretVersion Of(string text) => TextRule.Must<SecretVersion>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^(latest|[1-9][0-9]{0,8})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
