using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The group whose member groups may be named in Kubernetes RBAC.</summary>
/// <remarks>Rule: the group of Groups RBAC is gke-security-groups@ and your domain. Source: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac (the name is fixed)</remarks>
public sealed partial record SecurityGroup : ITextValue<SecurityGroup>
{
    private SecurityGroup(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the group of Groups RBAC",
        Form(),
        minLength: 22,
        maxLength: 253,
        "is gke-security-groups@ and your domain",
        "gke-security-groups@setu-retail.example",
        "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac (the name is fixed)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecurityGroup? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new SecurityGroup(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static SecurityGroup Of(string text) => TextRule.Must<SecurityGroup>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^gke-security-groups@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
