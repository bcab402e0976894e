namespace Infra.Pipeline.Bootstrapping;

/// <summary>How one step is found, done and undone on a backend.</summary>
/// <param name="Find">Looks at the facts; changes nothing.</param>
/// <param name="Do">Does it and says what was done. Interrupted anywhere, it can be done again.</param>
public sealed record StepWork(Func<CancellationToken, Task<StepFinding>> Find, Func<CancellationToken, Task<string>> Do)
{
    /// <summary>Whether there is something to undo; changes nothing.</summary>
    public Func<CancellationToken, Task<StepFinding>> FindUndo { get; init; } = _ => Task.FromResult(StepFinding.Skipped("nothing to undo"));

    /// <summary>Undoes it and says what was undone.</summary>
    public Func<CancellationToken, Task<string>> Undo { get; init; } = _ => Task.FromResult("");

    /// <summary>A step that a backend has no use for.</summary>
    public static StepWork None(string reason) => new(_ => Task.FromResult(StepFinding.Skipped(reason)), _ => Task.FromResult(""))
    {
        FindUndo = _ => Task.FromResult(StepFinding.Skipped(reason)),
    };
}
