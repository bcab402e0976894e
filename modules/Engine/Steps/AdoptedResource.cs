using System.Collections.Immutable;
using Infra.Engine.Capture;
using Infra.Model.Plans;

namespace Infra.Engine.Steps;

/// <summary>A resource of the cloud that is to be recorded as one that the program declares.</summary>
public sealed record AdoptedResource
{
    internal AdoptedResource(Registration target, ImmutableArray<Registration> above) => (Target, Above) = (target, above);

    /// <summary>What it is declared as.</summary>
    public Urn Urn => Target.Urn;

    /// <summary>Its id in the cloud.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is not as declared: <see cref="PropertyDiff.Old"/> is what is there, <see cref="PropertyDiff.New"/> what is declared. Only one without any is adopted.</summary>
    public ImmutableArray<PropertyDiff> Differences { get; init; } = [];

    internal Registration Target { get; }

    internal ImmutableArray<Registration> Above { get; }
}
