using System.Collections.Immutable;

namespace Infra.Engine.Steps;

/// <summary>A resource as a program declares it.</summary>
/// <param name="Urn">Its identity.</param>
/// <param name="Provider">The provider that it names; null for the default one of its package.</param>
/// <param name="Protect">Whether it is protected.</param>
/// <param name="Above">The components above it, the outermost first; the root of the stack is not among them.</param>
public sealed record DeclaredResource(Urn Urn, Urn? Provider, bool Protect, ImmutableArray<Urn> Above);
