using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>Where a Helm chart comes from.</summary>
/// <remarks>Rule: the address of a chart repository is https:// with a host and a path, without credentials, port, query or a slash at the end. Source: https://helm.sh/docs/topics/chart_repository/</remarks>
public sealed partial record ChartRepository : ITextValue<ChartRepository>
{
    private ChartRepository(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the address of a chart repository",
        Form(),
        minLength: 12,
        maxLength: 200,
        "is https:// with a host and a path, without credentials, port, query or a slash at the end",
        "https://charts.jetstack.io",
        "https://helm.sh/docs/topics/chart_repository/");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ChartRepository? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ChartRepository(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ChartRepository Of(string text) => TextRule.Must<ChartRepository>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^https://[a-z0-9-]+(\\.[a-z0-9-]+)+(/[A-Za-z0-9_.-]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
