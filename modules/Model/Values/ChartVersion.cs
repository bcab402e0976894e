using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>One version of a Helm chart, never a range: the same release runs the same chart.</summary>
/// <remarks>Rule: the version of a chart is three numbers with dots, with v before them or a pre-release behind them where the chart has that; never a range. Source: https://semver.org/spec/v2.0.0.html</remarks>
public sealed partial record ChartVersion : ITextValue<ChartVersion>
{
    private ChartVersion(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the version of a chart",
        Form(),
        minLength: 5,
        maxLength: 60,
        "is three numbers with dots, with v before them or a pre-release behind them where the chart has that; never a range",
        "v1.21.2",
        "https://semver.org/spec/v2.0.0.html");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ChartVersion? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ChartVersion(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ChartVersion Of(string text) => TextRule.Must<ChartVersion>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^v?(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
