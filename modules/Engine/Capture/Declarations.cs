using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Engine.Capture;

/// <summary>Everything that a program has declared so far, by place and by object; each gets its parent, its protection and its provider as Pulumi would give them.</summary>
internal sealed class Declarations(StackProgram program)
{
    private readonly ConcurrentDictionary<Resource, Declared> declared = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<int, Declared> byIndex = new();
    private int count;

    /// <summary>The URN of the stack itself.</summary>
    public Urn Root { get; } = Urn.Root(program.Stack, program.Project);

    /// <summary>What was declared at a place in program order; null where nothing was yet.</summary>
    public Declared? At(int index) => byIndex.GetValueOrDefault(index);

    /// <summary>The declaration of a resource; null for one of another program.</summary>
    public Declared? Of(Resource resource) => declared.GetValueOrDefault(resource);

    /// <summary>Declares the stack itself, which comes first.</summary>
    public Declared DeclareRoot(ResourceTransformationArgs args) => Declare(args, parent: null, Root);

    /// <summary>Declares a resource and begins to find out what it depends on.</summary>
    public Declared Declare(ResourceTransformationArgs args)
    {
        Declared parent = args.Options.Parent is { } given ? declared[given] : byIndex[0];
        Declared resource = Declare(args, parent, Urn.Child(program.Stack, program.Project, parent.Urn, args.Resource.GetResourceType(), args.Resource.GetResourceName()));
        resource.Walk = DependencyWalker.WalkAsync(args.Args);
        resource.DependsOn = ReadDependsOnAsync(args.Options);
        return resource;
    }

    private Declared Declare(ResourceTransformationArgs args, Declared? parent, Urn urn)
    {
        Declared resource = new()
        {
            Index = Interlocked.Increment(ref count) - 1,
            Resource = args.Resource,
            Urn = urn,
            Parent = parent,
            Custom = args.Resource is CustomResource,
            Options = args.Options,
            Protect = args.Options.Protect ?? parent?.Protect ?? false,
            RetainOnDelete = args.Options.RetainOnDelete ?? parent?.RetainOnDelete ?? false,
        };
        OfferProviders(resource, args.Options);
        declared[args.Resource] = resource;
        byIndex[resource.Index] = resource;
        if (parent is not null)
        {
            lock (parent.Children)
            {
                parent.Children.Add(resource);
            }
        }

        return resource;
    }

    private void OfferProviders(Declared resource, ResourceOptions options)
    {
        List<ProviderResource> given = options is ComponentResourceOptions component ? [.. component.Providers] : [];
        if (options.Provider is not null)
        {
            given.Add(options.Provider);
        }

        foreach (ProviderResource provider in given)
        {
            if (declared.TryGetValue(provider, out Declared? known))
            {
                resource.Offer(Package(provider.GetResourceType()), known);
            }
        }

        if (resource.Custom && resource.Resource is not ProviderResource)
        {
            resource.Provider = resource.Inherited(Package(resource.Resource.GetResourceType()));
        }
    }

    // "gcp:compute/network:Network" and "pulumi:providers:gcp" both belong to "gcp".
    private static string Package(string type)
    {
        const string providers = "pulumi:providers:";
        return type.StartsWith(providers, StringComparison.Ordinal) ? type[providers.Length..] : type[..type.IndexOf(':', StringComparison.Ordinal)];
    }

    private static async Task<IReadOnlyList<Resource>> ReadDependsOnAsync(ResourceOptions options)
    {
        Output<ImmutableArray<Resource>> dependsOn = options.DependsOn.ToOutput();
        return await OutputUtilities.GetIsKnownAsync(dependsOn) && await OutputUtilities.GetValueAsync(dependsOn) is { IsDefault: false } known ? known : [];
    }
}
