using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The name of a Compute Engine resource: an RFC 1035 label.</summary>
/// <remarks>Rule: a resource name is 1 to 63 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen. Source: https://docs.cloud.google.com/compute/docs/naming-resources (RFC 1035 label)</remarks>
public sealed partial record GceName : ITextValue<GceName>
{
    private GceName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a resource name",
        Form(),
        minLength: 1,
        maxLength: 63,
        "is 1 to 63 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen",
        "setu-dev-vpc",
        "https://docs.cloud.google.com/compute/docs/naming-resources (RFC 1035 label)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GceName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new GceName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static GceName Of(string text) => TextRule.Must<GceName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z]([a-z0-9-]*[a-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
