using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The e-mail address of a Google group.</summary>
/// <remarks>Rule: the address of a group is an e-mail address in lower case. Source: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac</remarks>
public sealed partial record GroupAddress : ITextValue<GroupAddress>
{
    private GroupAddress(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the address of a group",
        Form(),
        minLength: 6,
        maxLength: 253,
        "is an e-mail address in lower case",
        "payments@setu-retail.example",
        "https://docs.cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GroupAddress? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new GroupAddress(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static GroupAddress Of(string text) => TextRule.Must<GroupAddress>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9._-]+@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
