using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A Compute Engine machine type. Whether there is one, and in a region, is asked of <c>Infra.Model.Machines.GoogleCatalog</c>.</summary>
/// <remarks>Rule: a machine type is a series, a hyphen and a shape. Source: https://docs.cloud.google.com/compute/docs/machine-resource</remarks>
public sealed partial record MachineType : ITextValue<MachineType>
{
    private MachineType(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a machine type",
        Form(),
        minLength: 5,
        maxLength: 40,
        "is a series, a hyphen and a shape",
        "e2-standard-4",
        "https://docs.cloud.google.com/compute/docs/machine-resource");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MachineType? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new MachineType(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static MachineType Of(string text) => TextRule.Must<MachineType>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9]{1,9}(-[a-z0-9]+){1,5}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
