using System.Collections.Immutable;
using Infra.Model.Properties;

namespace Infra.Engine.Capture;

/// <summary>One resource as the program declared it: everything that the engine needs, nothing that Pulumi's SDK owns.</summary>
internal sealed record Registration
{
    /// <summary>Its place in program order, from 0; what it depends on has a lower one.</summary>
    public required int Index { get; init; }

    public required Urn Urn { get; init; }

    /// <summary>Whether a cloud holds it; false for components.</summary>
    public required bool Custom { get; init; }

    public required Urn? Parent { get; init; }

    public Urn? Provider { get; init; }

    public required PropertyMap Inputs { get; init; }

    /// <summary>What each top-level property depends on, by wire name; only properties that depend on something.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Urn>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<Urn>>.Empty;

    /// <summary>All it depends on: explicit, by property, and its provider; in ordinal order.</summary>
    public ImmutableArray<Urn> DependsOn { get; init; } = [];

    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    public bool? DeleteBeforeReplace { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public ImmutableArray<Urn> Aliases { get; init; } = [];

    /// <summary>Set when the program reads a resource that somebody else owns.</summary>
    public string? ReadId { get; init; }

    /// <summary>Set when the program takes over a resource that exists.</summary>
    public string? ImportId { get; init; }
}
