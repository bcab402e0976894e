using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The currency of a billing account, which budgets are written in.</summary>
/// <remarks>Rule: a currency code is three capital letters of ISO 4217. Source: https://docs.cloud.google.com/billing/docs/reference/budget/rest/v1/billingAccounts.budgets</remarks>
public sealed partial record CurrencyCode : ITextValue<CurrencyCode>
{
    private CurrencyCode(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a currency code",
        Form(),
        minLength: 3,
        maxLength: 3,
        "is three capital letters of ISO 4217",
        "INR",
        "https://docs.cloud.google.com/billing/docs/reference/budget/rest/v1/billingAccounts.budgets");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CurrencyCode? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new CurrencyCode(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static CurrencyCode Of(string text) => TextRule.Must<CurrencyCode>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
