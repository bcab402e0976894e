using System.Collections.Immutable;
using Infra.Model.Properties;

namespace Infra.Engine.State;

/// <summary>One resource as it was last recorded.</summary>
internal sealed record ResourceState
{
    public required Urn Urn { get; init; }

    public required bool Custom { get; init; }

    /// <summary>The id in the cloud; null for components.</summary>
    public string? Id { get; init; }

    public Urn? Parent { get; init; }

    public Urn? Provider { get; init; }

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    public ImmutableArray<Urn> DependsOn { get; init; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<Urn>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<Urn>>.Empty;

    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    /// <summary>Somebody else owns it; it is read, never changed or deleted.</summary>
    public bool External { get; init; }

    /// <summary>A replaced resource that is still to be deleted.</summary>
    public bool PendingDelete { get; init; }

    /// <summary>Deleted to be made anew; it stands here until then, so that what needs it does not point at nothing.</summary>
    public bool PendingReplacement { get; init; }

    /// <summary>Whether the stack's program owns an object in the cloud by it.</summary>
    public bool OwnsObject => Custom && !External && !PendingReplacement;

    /// <summary>Everything that must stand before it in state.</summary>
    public IEnumerable<Urn> Needs => Parent is { } parent ? DependsOn.Append(parent) : DependsOn;
}
