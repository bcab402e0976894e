using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A Kubernetes name: an RFC 1123 label, as namespaces, service accounts and services have.</summary>
/// <remarks>Rule: a Kubernetes name is 1 to 63 lower-case letters, digits and hyphens, and begins and ends with a letter or digit. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (RFC 1123 label)</remarks>
public sealed partial record KubernetesName : ITextValue<KubernetesName>
{
    private KubernetesName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a Kubernetes name",
        Form(),
        minLength: 1,
        maxLength: 63,
        "is 1 to 63 lower-case letters, digits and hyphens, and begins and ends with a letter or digit",
        "payments-core",
        "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (RFC 1123 label)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KubernetesName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new KubernetesName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static KubernetesName Of(string text) => TextRule.Must<KubernetesName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
