using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Delivery.Gates;

/// <summary>A phase of a rollout: the regions that a release reaches together, and what is asked before it goes on.</summary>
/// <param name="Name"><c>primary</c>, <c>secondary</c> or <c>tertiary</c>.</param>
/// <param name="Regions">The regions of the environment that it reaches; its share of clusters follows from them.</param>
/// <param name="Hours">How long the release runs there before it goes on; by default 4, 8 and 12.</param>
/// <param name="ErrorsBelowBasisPoints">The share of failing requests stays below this, hundredths of a percent; by default 10, a tenth of a percent.</param>
/// <param name="LatencyBelowMs">The 99th percentile of latency stays below this, milliseconds; by default 200.</param>
public sealed record RolloutPhase(string Name, ImmutableArray<Region> Regions, int Hours, int ErrorsBelowBasisPoints, int LatencyBelowMs);
