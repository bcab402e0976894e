using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.PulumiCli;

/// <summary>A resource in a state of Pulumi's.</summary>
/// <param name="Urn">Its identity.</param>
/// <param name="Id">Its id in the cloud; null for components.</param>
/// <param name="Custom">Whether a cloud holds it, or it is a provider.</param>
/// <param name="Protect">Whether deleting it is refused.</param>
/// <param name="Needs">The URNs of its parent, its provider and what it depends on.</param>
/// <param name="Inputs">What the program last wanted; secrets encrypted.</param>
public sealed record PulumiResource(string Urn, string? Id, bool Custom, bool Protect, ImmutableArray<string> Needs, JsonElement Inputs);
