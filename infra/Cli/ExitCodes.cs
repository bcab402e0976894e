using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Cli;

/// <summary>What the program exits with: the one place that knows.</summary>
internal static class ExitCodes
{
    /// <summary>For an error.</summary>
    public static ExitCode Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Configuration => ExitCode.Configuration,
        ErrorKind.Authentication => ExitCode.Authentication,
        ErrorKind.Resource => ExitCode.Resource,
        ErrorKind.Policy => ExitCode.Policy,
        ErrorKind.StackNotFound => ExitCode.StackNotFound,
        ErrorKind.NoChanges => ExitCode.NoChanges,
        ErrorKind.Cancelled => ExitCode.Cancelled,
        ErrorKind.Timeout => ExitCode.Timeout,
        ErrorKind.GateBlocked => ExitCode.GateBlocked,
        ErrorKind.PlanStale => ExitCode.PlanStale,
        ErrorKind.Bug => ExitCode.Internal,
        _ => ExitCode.Error,
    };

    /// <summary>For the end of an update or a destroy.</summary>
    public static ExitCode Of(UpdateOutcome outcome) => outcome.Cancelled ? ExitCode.Cancelled : outcome.Failures.IsEmpty ? ExitCode.Ok : ExitCode.Resource;
}
