namespace Pulumi;

/// <summary>A resource that a provider manages.</summary>
public class CustomResource : Resource
{
    /// <summary>Registers a resource.</summary>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions(), isCustom: true)
    {
    }

    /// <summary>Registers a resource of a parameterized package; mocks are not told the package.</summary>
    public CustomResource(
        string type,
        string name,
        ResourceArgs? args,
        CustomResourceOptions? options = null,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options)
    {
    }

    private protected CustomResource(string urn) : base(urn) => Id = Output.Create("");

    /// <summary>The id that the provider gave it; unknown until it has.</summary>
    [Output("id")]
    public Output<string> Id { get; private set; } = null!;
}
