using System.Collections.Immutable;

namespace Infra.Pipeline.Starting;

/// <summary>What <c>infra init</c> wrote.</summary>
/// <param name="Files">The files, from the repository, in ordinal order.</param>
public sealed record InitResult(ImmutableArray<string> Files);
