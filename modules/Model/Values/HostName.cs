using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The name of a host, with its domain.</summary>
/// <remarks>Rule: a host name is labels of lower-case letters, digits and hyphens with dots between them. Source: https://www.rfc-editor.org/rfc/rfc1123#page-13</remarks>
public sealed partial record HostName : ITextValue<HostName>
{
    private HostName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a host name",
        Form(),
        minLength: 4,
        maxLength: 253,
        "is labels of lower-case letters, digits and hyphens with dots between them",
        "argocd.setu-retail.example",
        "https://www.rfc-editor.org/rfc/rfc1123#page-13");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HostName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new HostName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static HostName Of(string text) => TextRule.Must<HostName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
