namespace Infra.Benchmarks;

/// <summary>What is measured of the local backend.</summary>
internal enum Phase
{
    /// <summary>The program run, with a registrar that decides nothing.</summary>
    Capture,

    /// <summary>The engine alone: a plan that creates everything, from recorded registrations.</summary>
    Plan,

    /// <summary>The state file read and checked.</summary>
    Load,

    /// <summary>The engine alone with nothing to do: state and cloud read, every recorded registration decided.</summary>
    NothingToDo,

    /// <summary>A whole preview of a stack that exists and has not changed, program run included.</summary>
    Preview,

    /// <summary>A whole apply that creates everything: program run, a durable record before and after each step, state and cloud written.</summary>
    Apply,
}
