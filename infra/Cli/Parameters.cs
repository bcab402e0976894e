using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Delivery.Calendars;
using Infra.Model.Masking;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>The arguments and options that several commands share, so that they read and behave the same everywhere.</summary>
internal static class Parameters
{
    private const int MaxReason = 1000;

    public static Argument<string> Environment() => new("ENV") { Description = "The environment, a file stacks/Pulumi.ENV.yaml." };

    public static Option<OutputFormat> Format(params OutputFormat[] formats)
    {
        Option<OutputFormat> option = new("--format")
        {
            Description = $"How data is written: {string.Join(", ", formats.Select(Name))}.",
            DefaultValueFactory = _ => formats[0],
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                foreach (OutputFormat format in formats)
                {
                    if (string.Equals(Name(format), text, StringComparison.Ordinal))
                    {
                        return format;
                    }
                }

                result.AddError($"--format is '{Printable.Text(text)}'; it is one of {string.Join(", ", formats.Select(Name))}.");
                return formats[0];
            },
        };
        option.HelpName = string.Join('|', formats.Select(Name));
        return option;
    }

    public static Option<string> Backend()
    {
        Option<string> option = new("--backend") { Description = "What carries plans out: local, a rehearsal, or pulumi, the Pulumi CLI and the real cloud.", DefaultValueFactory = _ => "local", HelpName = "local|pulumi" };
        option.Validators.Add(result =>
        {
            string text = result.Tokens.Count == 0 ? "local" : result.Tokens[^1].Value;
            if (text is not ("local" or "pulumi"))
            {
                result.AddError($"--backend is '{Printable.Text(text)}'; it is local or pulumi.");
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

    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do not ask; needed where there is nobody to ask." };

    public static Option<int?> Wait()
    {
        Option<int?> option = new("--wait") { Description = "Wait this many seconds for another run of the environment to end.", HelpName = "SECONDS" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[^1].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int seconds) || seconds > 86_400))
            {
                result.AddError($"--wait is '{Printable.Text(result.Tokens[^1].Value)}'; it is a number of seconds, 0 to 86400.");
            }
        });
        return option;
    }

    public static Option<string?> Reason()
    {
        Option<string?> option = new("--reason") { Description = "Why; it stands in the audit record.", HelpName = "TEXT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[^1].Value.Length > MaxReason)
            {
                result.AddError($"--reason has {result.Tokens[^1].Value.Length} characters; at most {MaxReason} are kept.");
            }
        });
        return option;
    }

    public static Argument<string> EnvelopeFile() => new("FILE") { Description = "The envelope, made by `infra preview ENV --seal --out FILE`." };

    public static Option<string[]> Evidence() => new("--evidence") { Description = "A file of evidence for a gate; may be given several times.", HelpName = "FILE" };

    public static Option<bool> Emergency() => new("--emergency") { Description = "Take the emergency path: its own approvals, critical rules only, and a review afterwards." };

    public static Option<ChangeClass?> Class() => new("--class")
    {
        Description = $"How much the change risks: {string.Join(", ", ChangeClassName.All)}. It raises what the plan and its commits say, and never lowers it.",
        HelpName = "CLASS",
        CustomParser = result =>
        {
            ChangeClass? given = ChangeClassName.Parse(result.Tokens[^1].Value);
            if (given is null)
            {
                result.AddError($"--class is '{Printable.Text(result.Tokens[^1].Value)}'; it is one of {string.Join(", ", ChangeClassName.All)}.");
            }

            return given;
        },
    };

    public static Option<bool> DetailedExitCode() => new("--detailed-exitcode") { Description = "Exit with 12 when there are changes." };

    private static string Name(OutputFormat format) => format switch
    {
        OutputFormat.Json => "json",
        OutputFormat.Markdown => "markdown",
        OutputFormat.Sarif => "sarif",
        OutputFormat.Html => "html",
        _ => "tree",
    };
}
