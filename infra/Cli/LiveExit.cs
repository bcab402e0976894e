using Infra.Pipeline.Observing;

namespace Infra.Cli;

/// <summary>What a command with <c>--live</c> exits with.</summary>
internal static class LiveExit
{
    /// <summary>What was not seen may be anything, so it comes before what was seen and is not well.</summary>
    public static ExitCode Of(ObservedEnvironment found) => found.Failure is { } kind ? ExitCodes.Of(kind) : found.IsWell ? ExitCode.Ok : ExitCode.ChangesFound;
}
