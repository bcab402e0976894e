using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The name of a GKE cluster or node pool.</summary>
/// <remarks>Rule: a cluster or node pool name is 1 to 40 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen. Source: https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters (40 characters)</remarks>
public sealed partial record GkeName : ITextValue<GkeName>
{
    private GkeName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a cluster or node pool name",
        Form(),
        minLength: 1,
        maxLength: 40,
        "is 1 to 40 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen",
        "setu-dev-asia-south1",
        "https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters (40 characters)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GkeName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new GkeName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static GkeName Of(string text) => TextRule.Must<GkeName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z]([a-z0-9-]*[a-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
