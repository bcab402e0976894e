using System.Collections.Immutable;
using Infra.Model.Errors;

namespace Infra.Pipeline.Observing;

/// <summary>An environment as it was found.</summary>
/// <param name="Name">The environment.</param>
/// <param name="Observations">What was found, cluster by cluster, the hub first.</param>
/// <param name="Applications">Each Application beside what is wanted; none where they could not be told.</param>
/// <param name="Failure">Why the first question failed that did; null where each was answered.</param>
public sealed record ObservedEnvironment(string Name, ImmutableArray<Observation> Observations, ImmutableArray<ObservedApplication> Applications, ErrorKind? Failure)
{
    /// <summary>Whether everything is as it should be.</summary>
    public bool IsWell => Observations.All(o => o.State == ObservedState.Well) && Applications.All(a => a.Problems.IsEmpty);
}
