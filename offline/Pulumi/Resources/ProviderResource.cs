using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The configuration of a provider, which other resources name as theirs.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Registers a provider.</summary>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    /// <summary>Registers a provider of a parameterized package; mocks are not told the package.</summary>
    public ProviderResource(
        string package,
        string name,
        ResourceArgs args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(package, name, args, options)
    {
    }

    /// <summary>The package whose resources it serves.</summary>
    internal string Package { get; }

    /// <summary>What resources send to name their provider; the id is the unknown sentinel where it is not there.</summary>
    internal async Task<string> ReferenceAsync()
    {
        var urn = await Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var id = await Id.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        return $"{urn}::{(string.IsNullOrEmpty(id) ? Wire.Unknown : id)}";
    }
}
