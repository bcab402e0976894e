using Pulumi;

namespace Infra.Engine.Capture;

/// <summary>A resource between its declaration in the program and its registration: what the SDK forgets or keeps to itself.</summary>
internal sealed class Declared
{
    private readonly Dictionary<string, Declared> providers = new(StringComparer.Ordinal);

    public required int Index { get; init; }

    public required Resource Resource { get; init; }

    public required Urn Urn { get; init; }

    public required Declared? Parent { get; init; }

    public required bool Custom { get; init; }

    public required ResourceOptions Options { get; init; }

    public required bool Protect { get; init; }

    public required bool RetainOnDelete { get; init; }

    /// <summary>The walk over its args; ends when everything that the args depend on is decided.</summary>
    public Task<Walk> Walk { get; set; } = Task.FromResult(Infra.Engine.Capture.Walk.Nothing);

    /// <summary>The explicit dependencies.</summary>
    public Task<IReadOnlyList<Resource>> DependsOn { get; set; } = Task.FromResult<IReadOnlyList<Resource>>([]);

    /// <summary>The direct children declared so far.</summary>
    public List<Declared> Children { get; } = [];

    /// <summary>The provider that makes it; null for components and where the program names none.</summary>
    public Declared? Provider { get; set; }

    /// <summary>Whether <paramref name="other"/> is this resource or one above it.</summary>
    public bool IsAtOrBelow(Declared other)
    {
        for (Declared? current = this; current is not null; current = current.Parent)
        {
            if (ReferenceEquals(current, other))
            {
                return true;
            }
        }

        return false;
    }

    public void Offer(string package, Declared provider) => providers[package] = provider;

    /// <summary>The provider that a child would inherit for a package: the nearest ancestor's that has one.</summary>
    public Declared? Inherited(string package)
    {
        for (Declared? current = this; current is not null; current = current.Parent)
        {
            if (current.providers.TryGetValue(package, out Declared? provider))
            {
                return provider;
            }
        }

        return null;
    }

    /// <summary>What depending on this resource means to the engine: a component stands for the custom resources below it.</summary>
    /// <param name="before">Only resources declared before this index count.</param>
    /// <param name="into">Where their URNs go.</param>
    public void Expand(int before, HashSet<Urn> into)
    {
        if (Custom)
        {
            if (Index < before)
            {
                into.Add(Urn);
            }

            return;
        }

        lock (Children)
        {
            foreach (Declared child in Children)
            {
                if (child.Index < before)
                {
                    child.Expand(before, into);
                }
            }
        }
    }
}
