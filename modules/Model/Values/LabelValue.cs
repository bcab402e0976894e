using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The value of a Google Cloud label. Empty values are allowed by Google Cloud and refused here: they hide a forgotten owner.</summary>
/// <remarks>Rule: a label value is 1 to 63 lower-case letters, digits, hyphens and underscores. Source: https://docs.cloud.google.com/resource-manager/docs/labels-overview</remarks>
public sealed partial record LabelValue : ITextValue<LabelValue>
{
    private LabelValue(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a label value",
        Form(),
        minLength: 1,
        maxLength: 63,
        "is 1 to 63 lower-case letters, digits, hyphens and underscores",
        "platform-team",
        "https://docs.cloud.google.com/resource-manager/docs/labels-overview");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LabelValue? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new LabelValue(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static LabelValue Of(string text) => TextRule.Must<LabelValue>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9_-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
