using System.Collections.Immutable;

namespace Infra.Engine.State;

/// <summary>Resources that were renamed by a run: what referred to the old name, and is not recorded anew yet, means the new one.</summary>
internal sealed class RenamedUrns
{
    private readonly Dictionary<Urn, Urn> names = [];

    public bool Has(Urn formerly) => names.ContainsKey(formerly);

    public void Add(Urn formerly, Urn now) => names[formerly] = now;

    public void Clear() => names.Clear();

    /// <summary>The resource with its references under their new names.</summary>
    public ResourceState Follow(ResourceState resource) => names.Count == 0 || !Refers(resource) ? resource : resource with
    {
        Parent = resource.Parent is { } parent ? Now(parent) : null,
        Provider = resource.Provider is { } provider ? Now(provider) : null,
        DependsOn = [.. resource.DependsOn.Select(Now)],
        PropertyDependencies = resource.PropertyDependencies.ToImmutableSortedDictionary(p => p.Key, p => p.Value.Select(Now).ToImmutableArray(), StringComparer.Ordinal),
    };

    private bool Refers(ResourceState resource) =>
        resource.Needs.Any(names.ContainsKey) || (resource.Provider is { } provider && names.ContainsKey(provider)) || resource.PropertyDependencies.Values.Any(urns => urns.Any(names.ContainsKey));

    private Urn Now(Urn urn) => names.TryGetValue(urn, out Urn now) ? now : urn;
}
