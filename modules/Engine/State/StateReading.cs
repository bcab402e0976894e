namespace Infra.Engine.State;

/// <summary>What stands in a state file.</summary>
/// <param name="State">The state; its pending operations were begun and have no outcome.</param>
/// <param name="HasFile">Whether there is a file at all.</param>
/// <param name="IsUnfinished">Whether a run began and did not end.</param>
/// <param name="DroppedLength">How many bytes at the end were cut short by a crash and are dropped.</param>
internal sealed record StateReading(StackState State, bool HasFile, bool IsUnfinished, long DroppedLength)
{
    /// <summary>Whether the last run was stopped before its end; the next one has to recover first.</summary>
    public bool NeedsRecovery => IsUnfinished || DroppedLength > 0;
}
