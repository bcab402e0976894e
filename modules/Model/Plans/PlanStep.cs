using System.Collections.Immutable;
using Infra.Model.Properties;

namespace Infra.Model.Plans;

/// <summary>One step of a plan: one resource and what happens to it.</summary>
public sealed record PlanStep
{
    /// <summary>The resource.</summary>
    public required Urn Urn { get; init; }

    /// <summary>What happens to it.</summary>
    public required StepOp Op { get; init; }

    /// <summary>Whether a cloud holds it; false for components, which only group others.</summary>
    public required bool Custom { get; init; }

    /// <summary>The parent in the program; null for the root.</summary>
    public Urn? Parent { get; init; }

    /// <summary>The provider that makes it, null for components and for default providers.</summary>
    public Urn? Provider { get; init; }

    /// <summary>Every resource that must be there before it, in ordinal order.</summary>
    public ImmutableArray<Urn> DependsOn { get; init; } = [];

    /// <summary>Whether it is protected: deleting or replacing it is refused.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether it holds what cannot be made again: data, keys, addresses that others know.</summary>
    public bool Stateful { get; init; }

    /// <summary>What the program wants; for a delete what was there.</summary>
    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    /// <summary>What changes, in order of path; empty unless updated or replaced.</summary>
    public ImmutableArray<PropertyDiff> Diff { get; init; } = [];

    /// <summary>For a replacement: the old one goes before the new one comes, because both cannot have one name.</summary>
    public bool DeleteBeforeReplace { get; init; }

    /// <summary>The resource's type token.</summary>
    public string Type => Urn.Type;

    /// <summary>The resource's name in the program.</summary>
    public string Name => Urn.Name;

    /// <summary>Whether the step destroys something that cannot be made again.</summary>
    public bool IsDestructive => Stateful && (Op is StepOp.Delete or StepOp.Replace);
}
