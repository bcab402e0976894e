using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.Settings.Reading;

/// <summary>Reads a scalar as the kind that is declared. YAML's own guesses are never followed: they turn NO into false.</summary>
public static partial class ScalarReading
{
    /// <summary>The value, or why it is none.</summary>
    public static (object? Value, Misfit? Misfit) Read(Kind kind, ScalarNode scalar) => kind switch
    {
        _ when scalar is { Text: "" or "~" or "null" or "Null" or "NULL", Written: Written.Plain } =>
            (null, new($"this is empty, and it must be {SettingsCheck.Wanted(kind)}", "Write a value, or delete the line.")),
        NumberKind number => Number(number, scalar),
        FlagKind => Flag(scalar),
        ChoiceKind choice => Choice(choice, scalar),
        TextKind text => Text(text, scalar),
        _ => throw new InvalidOperationException($"{kind.GetType().Name} is not a scalar"),
    };

    private static (object? Value, Misfit? Misfit) Number(NumberKind kind, ScalarNode scalar)
    {
        var wanted = SettingsCheck.Wanted(kind);
        if (scalar.Written == Written.Quoted)
        {
            return (null, new("this is a text in quotes, and it must be a number", $"Write {wanted} without quotes."));
        }

        return WholeNumber().IsMatch(scalar.Text)
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= kind.Min
            && number <= kind.Max
                ? (number, null)
                : (null, new($"it must be {wanted}", $"Write a number such as {Math.Max(kind.Min, Math.Min(kind.Max, 3)).ToString(CultureInfo.InvariantCulture)}."));
    }

    private static (object? Value, Misfit? Misfit) Flag(ScalarNode scalar) => scalar switch
    {
        { Written: Written.Quoted } => (null, new("this is a text in quotes, and it must be true or false", "Write true or false without quotes.")),
        { Text: "true" } => (true, null),
        { Text: "false" } => (false, null),
        _ => (null, new("it must be true or false", "Write true or false, in lower case.")),
    };

    private static (object? Value, Misfit? Misfit) Choice(ChoiceKind kind, ScalarNode scalar)
    {
        if (kind.Words.Contains(scalar.Text))
        {
            return (scalar.Text, null);
        }

        var near = Spelling.Nearest(scalar.Text, kind.Words);
        return (null, new($"it must be {SettingsCheck.Wanted(kind)}", near is null ? "Write one of them." : $"Did you mean {near}?"));
    }

    private static (object? Value, Misfit? Misfit) Text(TextKind kind, ScalarNode scalar)
    {
        var (value, misfit) = kind.Read(scalar.Text);
        if (misfit is null && scalar.Written == Written.Plain && NotText().IsMatch(scalar.Text))
        {
            return (null, new("YAML reads this as a number, a flag or a date, and it must be a text", $"Write it in quotes: \"{scalar.Text}\"."));
        }

        return (value, misfit);
    }

    [GeneratedRegex("^-?(0|[1-9][0-9]{0,9})\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeNumber();

    [GeneratedRegex("^([-+]?(\\.[0-9]|[0-9])[0-9_.]*([eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|true|True|TRUE|false|False|FALSE|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?)\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NotText();
}
