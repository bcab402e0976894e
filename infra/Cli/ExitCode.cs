namespace Infra.Cli;

/// <summary>What the program's exit status says. 0 to 9 and 255 are Pulumi's (sdk/go/common/util/cmdutil), 10 to 12 are ours.</summary>
internal enum ExitCode
{
    /// <summary>It worked.</summary>
    Ok = 0,

    /// <summary>It failed.</summary>
    Error = 1,

    /// <summary>Settings, arguments or files are wrong.</summary>
    Configuration = 2,

    /// <summary>Not logged in, or not allowed.</summary>
    Authentication = 3,

    /// <summary>A resource was refused, by the cloud or by its protection.</summary>
    Resource = 4,

    /// <summary>A policy was violated.</summary>
    Policy = 5,

    /// <summary>There is no such stack.</summary>
    StackNotFound = 6,

    /// <summary>Nothing changed although <c>--expect-changes</c> asked for a change.</summary>
    NoChanges = 7,

    /// <summary>Cancelled by a person or a signal.</summary>
    Cancelled = 8,

    /// <summary>It took too long.</summary>
    Timeout = 9,

    /// <summary>A gate is closed.</summary>
    GateBlocked = 10,

    /// <summary>The plan is stale or was altered.</summary>
    PlanStale = 11,

    /// <summary>Changes or drift were found.</summary>
    ChangesFound = 12,

    /// <summary>A bug in this program.</summary>
    Internal = 255,
}
