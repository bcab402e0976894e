using System.Collections.Immutable;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>A resource of bootstrap as a state of either backend records it.</summary>
/// <param name="Urn">Its identity.</param>
/// <param name="Id">Its id in the cloud; null for components.</param>
/// <param name="Custom">Whether a cloud holds it.</param>
/// <param name="Protect">Whether deleting it is refused.</param>
/// <param name="Needs">What must be there as long as it is: parent, provider, dependencies.</param>
/// <param name="IsLocked">Whether it is a bucket whose retention is locked.</param>
public sealed record PlacedResource(string Urn, string? Id, bool Custom, bool Protect, ImmutableArray<string> Needs, bool IsLocked);
