using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The place of a value of a Helm chart.</summary>
/// <remarks>Rule: the place of a Helm value is names joined by dots. Source: https://helm.sh/docs/chart_best_practices/values/</remarks>
public sealed partial record ChartValue : ITextValue<ChartValue>
{
    private ChartValue(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the place of a Helm value",
        Form(),
        minLength: 1,
        maxLength: 120,
        "is names joined by dots",
        "image.repository",
        "https://helm.sh/docs/chart_best_practices/values/");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ChartValue? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ChartValue(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ChartValue Of(string text) => TextRule.Must<ChartValue>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
