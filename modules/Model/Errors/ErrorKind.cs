namespace Infra.Model.Errors;

/// <summary>What kind of mistake an error is. The command line alone knows what the program exits with for it.</summary>
public enum ErrorKind
{
    /// <summary>It failed, and nothing below says how.</summary>
    Failed,

    /// <summary>Settings, arguments or files are wrong.</summary>
    Configuration,

    /// <summary>Not signed in, or not allowed.</summary>
    Authentication,

    /// <summary>A resource was refused, by the cloud or by its protection.</summary>
    Resource,

    /// <summary>A policy was violated.</summary>
    Policy,

    /// <summary>There is no such stack.</summary>
    StackNotFound,

    /// <summary>Nothing changed, and a change was expected.</summary>
    NoChanges,

    /// <summary>Cancelled by a person or a signal.</summary>
    Cancelled,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>A gate is closed.</summary>
    GateBlocked,

    /// <summary>The plan is stale or was altered.</summary>
    PlanStale,

    /// <summary>A bug in this program.</summary>
    Bug,
}
