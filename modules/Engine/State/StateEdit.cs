using System.Collections.Immutable;
using Infra.Model.Backends;

namespace Infra.Engine.State;

/// <summary>A change of what is recorded of a stack that no plan made, worked out and not written yet. The cloud does not notice it.</summary>
public sealed record StateEdit
{
    internal StateEdit(StackState state) => State = state;

    /// <summary>What becomes of recorded resources, in the order of the state.</summary>
    public ImmutableArray<StateChange> Changes { get; init; } = [];

    /// <summary>What was found to differ in the cloud, for a refresh.</summary>
    public ImmutableArray<ResourceDrift> Drifts { get; init; } = [];

    /// <summary>Whether there is anything to write.</summary>
    public bool HasChanges => !Changes.IsEmpty || !Drifts.IsEmpty;

    internal StackState State { get; }
}
