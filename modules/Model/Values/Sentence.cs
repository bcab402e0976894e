using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A short text for people: why something is as it is.</summary>
/// <remarks>Rule: a reason is 8 to 200 characters on one line and does not begin or end with a space. Whoever reads it later has nothing else.</remarks>
public sealed partial record Sentence : ITextValue<Sentence>
{
    private Sentence(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a reason",
        Form(),
        minLength: 8,
        maxLength: 200,
        "is 8 to 200 characters on one line and does not begin or end with a space",
        "\"Argo CD pulls from GitHub\"",
        "a reason that a reader understands without asking");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Sentence? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new Sentence(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static Sentence Of(string text) => TextRule.Must<Sentence>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[^\\s].*[^\\s]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
