using System.Collections.Immutable;

namespace Infra.Model.Machines;

/// <summary>What a region has, over all its zones.</summary>
/// <param name="Name">The region.</param>
/// <param name="Zones">Its zones, in ordinal order; those for AI, such as <c>us-central1-ai1a</c>, are not listed.</param>
/// <param name="Series">The series that one or more of the zones have.</param>
public sealed record MachineRegion(string Name, ImmutableArray<string> Zones, ImmutableSortedSet<string> Series);
