using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Delivery.Calendars;
using Infra.Model.Masking;

namespace Infra.Cli;

/// <summary>Rules for what is written behind options.</summary>
internal static class OptionRules
{
    /// <summary>Refuses what is written behind an option, where something is, when there is a problem with it.</summary>
    public static Option<T> Refusing<T>(this Option<T> option, Func<string, string?> problem)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && problem(result.Tokens[^1].Value) is { } said)
            {
                result.AddError(said);
            }
        });
        return option;
    }

    /// <summary>Judges options together, once each has the value that it needs; without it the parser's own message is the one to read.</summary>
    public static void Judge(this Command command, Action<CommandResult> rule) => command.Validators.Add(result =>
    {
        if (command.Options.All(o => result.GetResult(o) is not { Implicit: false } given || given.Tokens.Count >= o.Arity.MinimumNumberOfValues))
        {
            rule(result);
        }
    });

    /// <summary>Reads one of some values by its word; any other word is refused with all that there are.</summary>
    public static T OneOf<T>(ArgumentResult result, IReadOnlyList<T> values, Func<T, string> word)
    {
        string text = result.Tokens[^1].Value;
        string[] words = [.. values.Select(word)];
        int index = Array.IndexOf(words, text);
        if (index < 0)
        {
            result.AddError($"{result.Argument.Name} is '{Printable.Text(text)}'; it is one of {string.Join(", ", words)}.");
        }

        return values[Math.Max(0, index)];
    }

    /// <summary>Reads a class of change.</summary>
    public static ChangeClass Class(ArgumentResult result) => OneOf(result, Enum.GetValues<ChangeClass>(), ChangeClassName.Of);
}
