using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Something that has a place in the state of a stack.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool _protect;
    private readonly ResourceTransformation[] _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;
    private readonly Lock _gate = new();
    private List<Resource>? _children;

    /// <summary>A resource that stands elsewhere and is only referred to.</summary>
    private protected Resource(string urn)
    {
        _type = "";
        _name = "";
        Urn = Output.Create(urn);
    }

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options, bool isCustom, bool isRemote = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _type = type;
        _name = name;
        var registration = new Registration(this);
        // A component of this program is answered nothing but its URN: the rest is its own to assign.
        foreach (var output in ResourceShape.Of(this).Outputs.Where(output => isCustom || isRemote || output.Name == Wire.Urn))
        {
            output.Initialize(this, registration);
        }

        var parent = type == Stack.TypeToken ? null : options.Parent ?? Deployment.Current.Stack;
        _transformations = [.. options.TransformationsOrNull ?? [], .. parent?._transformations ?? []];
        (args, options) = Transform(args, options);
        options = options.Clone();
        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
        {
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }

        if (options.Parent is { } explicitParent)
        {
            explicitParent.Adopt(this);
            options.Protect ??= explicitParent._protect;
            _providers = explicitParent._providers;
        }

        _protect = options.Protect == true;
        _providers = isCustom ? InheritProvider(options) : AddProviders(options);
        Deployment.Current.Register(this, registration, args, options);
    }

    /// <summary>The name of the resource throughout the stack, given by the engine.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private set; } = null!;

    /// <summary>The type token that the resource was made with.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name that the resource was made with.</summary>
    public string GetResourceName() => _name;

    /// <summary>The resources that name this one as their parent, so far.</summary>
    internal Resource[] Children
    {
        get
        {
            lock (_gate)
            {
                return _children?.ToArray() ?? [];
            }
        }
    }

    /// <summary>The provider that a type or function of some package gets from here.</summary>
    internal ProviderResource? ProviderFor(string token)
        => PackageOf(token) is { } package ? _providers.GetValueOrDefault(package) : null;

    /// <summary>The package of a token such as <c>gcp:storage/bucket:Bucket</c>.</summary>
    private static string? PackageOf(string token) => token.Split(':') is [var package, _, _] ? package : null;

    /// <summary>Own transformations run first, then those of the parent, up to the stack.</summary>
    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
            {
                continue;
            }

            if (result.Options.Parent != options.Parent)
            {
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            }

            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }

    private void Adopt(Resource child)
    {
        lock (_gate)
        {
            (_children ??= []).Add(child);
        }
    }

    private ImmutableDictionary<string, ProviderResource> InheritProvider(ResourceOptions options)
    {
        if (options.Provider is null)
        {
            options.Provider = options.Parent?.ProviderFor(_type);
            return _providers;
        }

        return PackageOf(_type) is { } package ? _providers.SetItem(package, options.Provider) : _providers;
    }

    private ImmutableDictionary<string, ProviderResource> AddProviders(ResourceOptions options)
    {
        var own = options.Provider is { } provider ? [provider] : (options as ComponentResourceOptions)?.Providers ?? [];
        return own.Aggregate(_providers, (all, one) => all.SetItem(one.Package, one));
    }
}
