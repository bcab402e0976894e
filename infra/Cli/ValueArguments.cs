using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Model.Masking;
using Infra.Model.Values;

namespace Infra.Cli;

/// <summary>Arguments and options whose texts are values: what does not keep the rule of a value is refused with it.</summary>
internal static class ValueArguments
{
    /// <summary>A value by its place.</summary>
    public static Argument<T> Argument<T>(string name, string description)
        where T : class, ITextValue<T> => new(name) { Description = description, CustomParser = One<T> };

    /// <summary>A value by its name; null where it is not given.</summary>
    public static Option<T?> Option<T>(string name, string help, string description, bool isRequired = false)
        where T : class, ITextValue<T> => new(name) { Description = description, HelpName = help, Required = isRequired, CustomParser = One<T> };

    /// <summary>Values by a name that may be given several times.</summary>
    public static Option<T[]> Options<T>(string name, string help, string description, bool isRequired = false)
        where T : class, ITextValue<T> => new(name)
        {
            Description = description, HelpName = help, Required = isRequired, Arity = isRequired ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.Select(t => Read<T>(result, t.Value)).OfType<T>()],
        };

    private static T? One<T>(ArgumentResult result)
        where T : class, ITextValue<T> => Read<T>(result, result.Tokens[^1].Value);

    private static T? Read<T>(ArgumentResult result, string text)
        where T : class, ITextValue<T>
    {
        if (!T.TryParse(text, out T? value, out Misfit? misfit))
        {
            result.AddError($"{result.Argument.Name} is '{Printable.Text(text)}': {misfit.Rule}. {misfit.Mend}");
        }

        return value;
    }
}
