using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The number of a Google Cloud organisation.</summary>
/// <remarks>Rule: an organisation id is 6 to 19 digits in quotes and does not begin with 0. Source: https://docs.cloud.google.com/resource-manager/docs/creating-managing-organization</remarks>
public sealed partial record OrganisationId : ITextValue<OrganisationId>
{
    private OrganisationId(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "an organisation id",
        Form(),
        minLength: 6,
        maxLength: 19,
        "is 6 to 19 digits in quotes and does not begin with 0",
        "\"518203947716\"",
        "https://docs.cloud.google.com/resource-manager/docs/creating-managing-organization");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OrganisationId? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new OrganisationId(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static OrganisationId Of(string text) => TextRule.Must<OrganisationId>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[1-9][0-9]{5,18}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
