using System.CommandLine;
using System.Globalization;
using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>The arguments and options that several commands share, so that they read and behave the same everywhere.</summary>
internal static class Parameters
{
    private const int MaxReason = 1000;
    private const int MaxWait = 86_400;

    public static Argument<string> Environment() => new("ENV") { Description = "The environment, a file stacks/Pulumi.ENV.yaml." };

    public static Argument<string> EnvelopeFile() => new("FILE") { Description = "The envelope, made by `infra preview ENV --seal --out FILE`." };

    public static Option<OutputFormat> Format(params OutputFormat[] formats) => new("--format")
    {
        Description = $"How data is written: {string.Join(", ", formats.Select(Word))}.",
        DefaultValueFactory = _ => formats[0],
        CustomParser = result => OptionRules.OneOf(result, formats, Word),
        HelpName = string.Join('|', formats.Select(Word)),
    };

    public static Option<string> Backend(string description = "What carries plans out: local, a dry run, or pulumi, the Pulumi CLI and the real cloud.") =>
        new Option<string>("--backend") { Description = description, DefaultValueFactory = _ => BackendNames.Local, HelpName = "local|pulumi" }
            .Refusing(b => b is BackendNames.Local or BackendNames.Pulumi ? null : $"--backend is '{Printable.Text(b)}'; it is local or pulumi.");

    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Skip the confirmation; required where nobody can be asked." };

    public static Option<int?> Wait() =>
        new Option<int?>("--wait") { Description = "Wait this many seconds for another run of the environment to end.", HelpName = "SECONDS" }
            .Refusing(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= MaxWait ? null : $"--wait is '{Printable.Text(w)}'; it is a number of seconds, 0 to {MaxWait}.");

    public static Option<string?> Reason() =>
        new Option<string?>("--reason") { Description = "Why; it stands in the audit record.", HelpName = "TEXT" }
            .Refusing(r => r.Length <= MaxReason ? null : $"--reason has {r.Length} characters; at most {MaxReason} are kept.");

    public static Option<string[]> Evidence() => new("--evidence") { Description = "A file of evidence for a gate; may be given several times.", HelpName = "FILE" };

    public static Option<bool> Emergency() => new("--emergency") { Description = "Take the emergency path: its own approvals, critical rules only, and a review afterwards." };

    public static Option<ChangeClass?> Class() => new("--class")
    {
        Description = $"How much the change risks: {string.Join(", ", ChangeClassName.All)}. It raises what the plan and its commits say, and never lowers it.",
        HelpName = "CLASS",
        CustomParser = result => OptionRules.Class(result),
    };

    public static Option<bool> DetailedExitCode() => new("--detailed-exitcode") { Description = "Exit with 12 when there are changes." };

    public static Option<bool> Live() => new("--live") { Description = "Ask the clusters and Argo CD what really runs; reads only. Exits with 12 when something is not as wanted." };

    private static string Word(OutputFormat format) => format.ToString().ToLowerInvariant();
}
