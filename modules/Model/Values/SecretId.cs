using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The id of a Secret Manager entry in its project.</summary>
/// <remarks>Rule: a secret id is 1 to 255 letters, digits, hyphens and underscores. Source: https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create</remarks>
public sealed partial record SecretId : ITextValue<SecretId>
{
    private SecretId(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a secret id",
        Form(),
        minLength: 1,
        maxLength: 255,
        "is 1 to 255 letters, digits, hyphens and underscores",
        "payments-gateway-key",
        "https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretId? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new SecretId(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static SecretId Of(string text) => TextRule.Must<SecretId>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-zA-Z0-9_-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
