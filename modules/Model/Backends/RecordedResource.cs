using System.Collections.Immutable;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Model.Backends;

/// <summary>A resource as a state records it.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Custom">Whether a cloud holds it.</param>
/// <param name="Id">Its id in the cloud; null for components.</param>
/// <param name="Protect">Whether deleting or replacing it is refused.</param>
/// <param name="Parent">What it is a part of; null for the stack itself.</param>
/// <param name="DependsOn">What must be there before it.</param>
/// <param name="Inputs">What the program last wanted.</param>
/// <param name="Outputs">What the cloud last answered.</param>
public sealed record RecordedResource(Urn Urn, bool Custom, string? Id, bool Protect, Urn? Parent, ImmutableArray<Urn> DependsOn, PropertyMap Inputs, PropertyMap Outputs);
