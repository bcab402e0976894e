using Pulumi;

namespace Infra.Benchmarks;

/// <summary>A resource of the sample: the type token is a real one, so the local cloud applies its rules to it.</summary>
internal sealed class SampleResource(string type, string name, ResourceArgs args, CustomResourceOptions options) : CustomResource(type, name, args, options)
{
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("email")]
    public Output<string> Email { get; private set; } = null!;

    [Output("member")]
    public Output<string> Member { get; private set; } = null!;

    [Output("selfLink")]
    public Output<string> SelfLink { get; private set; } = null!;
}

/// <summary>A component that groups nine resources.</summary>
internal sealed class SampleComponent(string name, ComponentResourceOptions? options = null) : ComponentResource("bench:index:Service", name, options);

/// <summary>The provider of a package.</summary>
internal sealed class SampleProvider(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
    : ProviderResource(package, name, args, options);

/// <summary>The root of the sample.</summary>
internal sealed class SampleStack : Stack
{
    public SampleStack(int resources, StackOptions options)
        : base(options) => Answer = SampleProgram.Declare(resources);

    [Output("answer")]
    public Output<string> Answer { get; private set; }
}
