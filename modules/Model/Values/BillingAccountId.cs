using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The id of a Cloud Billing account.</summary>
/// <remarks>Rule: a billing account id is three groups of six capital letters A to F and digits with hyphens between. Source: https://docs.cloud.google.com/billing/docs/how-to/find-billing-account-id</remarks>
public sealed partial record BillingAccountId : ITextValue<BillingAccountId>
{
    private BillingAccountId(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a billing account id",
        Form(),
        minLength: 20,
        maxLength: 20,
        "is three groups of six capital letters A to F and digits with hyphens between",
        "01A2B3-C4D5E6-F70819",
        "https://docs.cloud.google.com/billing/docs/how-to/find-billing-account-id");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BillingAccountId? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new BillingAccountId(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static BillingAccountId Of(string text) => TextRule.Must<BillingAccountId>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
