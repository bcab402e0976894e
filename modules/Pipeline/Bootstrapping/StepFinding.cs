namespace Infra.Pipeline.Bootstrapping;

/// <summary>What is found of a step before it is done.</summary>
/// <param name="State">Whether it is to be done.</param>
/// <param name="Detail">What was found, or the reason.</param>
public sealed record StepFinding(StepState State, string Detail)
{
    /// <summary>It is to be done.</summary>
    public static StepFinding Needed(string detail) => new(StepState.Needed, detail);

    /// <summary>It is done.</summary>
    public static StepFinding Done(string detail) => new(StepState.Done, detail);

    /// <summary>It is left out.</summary>
    public static StepFinding Skipped(string reason) => new(StepState.Skipped, reason);
}

/// <summary>Whether a step is to be done.</summary>
public enum StepState
{
    /// <summary>It is to be done.</summary>
    Needed,

    /// <summary>The facts say that it is done.</summary>
    Done,

    /// <summary>There is nothing to do here.</summary>
    Skipped,
}
