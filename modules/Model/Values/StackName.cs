using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The name of a Pulumi stack. One stack is one environment; bootstrap is a stack too.</summary>
/// <remarks>Rule: a stack name is 2 to 20 lower-case letters, digits and single hyphens, and begins with a letter. Source: https://www.pulumi.com/docs/iac/concepts/stacks/ (stricter, because names of resources are made from it)</remarks>
public sealed partial record StackName : ITextValue<StackName>
{
    private StackName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a stack name",
        Form(),
        minLength: 2,
        maxLength: 20,
        "is 2 to 20 lower-case letters, digits and single hyphens, and begins with a letter",
        "dev",
        "https://www.pulumi.com/docs/iac/concepts/stacks/ (stricter, because names of resources are made from it)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StackName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new StackName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static StackName Of(string text) => TextRule.Must<StackName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
