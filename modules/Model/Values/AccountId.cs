using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The part of a service account's address before the @.</summary>
/// <remarks>Rule: a service account id is 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen. Source: https://docs.cloud.google.com/iam/docs/service-accounts-create</remarks>
public sealed partial record AccountId : ITextValue<AccountId>
{
    private AccountId(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a service account id",
        Form(),
        minLength: 6,
        maxLength: 30,
        "is 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen",
        "setu-dev-payments-core",
        "https://docs.cloud.google.com/iam/docs/service-accounts-create");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AccountId? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new AccountId(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static AccountId Of(string text) => TextRule.Must<AccountId>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
