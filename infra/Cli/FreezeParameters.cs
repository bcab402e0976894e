using System.CommandLine;

namespace Infra.Cli;

/// <summary>The options that commands about overrides of windows and freezes share.</summary>
internal static class FreezeParameters
{
    /// <summary>Why; required.</summary>
    public static Option<string?> RequiredReason()
    {
        Option<string?> reason = Parameters.Reason();
        reason.Required = true;
        return reason;
    }

    /// <summary>When the override ends; required.</summary>
    public static Option<DateTimeOffset?> Until() =>
        new("--until") { Description = "When it ends, at most 24 hours from now.", HelpName = "TIME", Required = true, CustomParser = FreezeArguments.Time };
}
