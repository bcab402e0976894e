using System.Collections.Immutable;
using Infra.Model.Plans;

namespace Infra.Model.Backends;

/// <summary>A resource that is no longer as the last update left it.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Id">Its id in the cloud.</param>
/// <param name="IsGone">Whether it does not exist any more.</param>
/// <param name="Properties">The properties that differ: <see cref="PropertyDiff.Old"/> is what was recorded, <see cref="PropertyDiff.New"/> what is there now.</param>
public sealed record ResourceDrift(Urn Urn, string Id, bool IsGone, ImmutableArray<PropertyDiff> Properties);
