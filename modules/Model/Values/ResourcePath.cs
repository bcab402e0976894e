using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The full name of a resource of Google Cloud, from its project on.</summary>
/// <remarks>Rule: a resource name begins with projects/, a project and locations/, and has letters, digits, hyphens and underscores between slashes. Source: https://docs.cloud.google.com/apis/design/resource_names</remarks>
public sealed partial record ResourcePath : ITextValue<ResourcePath>
{
    private ResourcePath(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a resource name",
        Form(),
        minLength: 20,
        maxLength: 300,
        "begins with projects/, a project and locations/, and has letters, digits, hyphens and underscores between slashes",
        "projects/setu-seed-284517/locations/asia-south1/keyRings/setu/cryptoKeys/dev-secrets",
        "https://docs.cloud.google.com/apis/design/resource_names");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ResourcePath? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ResourcePath(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ResourcePath Of(string text) => TextRule.Must<ResourcePath>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^projects/[a-z0-9-]+/locations/[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
