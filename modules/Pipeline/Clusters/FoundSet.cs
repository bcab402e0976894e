using System.Collections.Immutable;

namespace Infra.Pipeline.Clusters;

/// <summary>An ApplicationSet as it was found.</summary>
/// <param name="Name">Its name; safe to print.</param>
/// <param name="Errors">What Argo CD says is wrong with it; safe to print.</param>
public sealed record FoundSet(string Name, ImmutableArray<string> Errors);
