using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The key of a Google Cloud label.</summary>
/// <remarks>Rule: a label key is 1 to 63 lower-case letters, digits, hyphens and underscores, and begins with a letter. Source: https://docs.cloud.google.com/resource-manager/docs/labels-overview</remarks>
public sealed partial record LabelKey : ITextValue<LabelKey>
{
    private LabelKey(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a label key",
        Form(),
        minLength: 1,
        maxLength: 63,
        "is 1 to 63 lower-case letters, digits, hyphens and underscores, and begins with a letter",
        "cost-centre",
        "https://docs.cloud.google.com/resource-manager/docs/labels-overview");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LabelKey? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new LabelKey(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static LabelKey Of(string text) => TextRule.Must<LabelKey>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
