namespace Pulumi;

/// <summary>What a transformation answers.</summary>
public readonly struct ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
{
    /// <summary>The inputs to go on with.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>The options to go on with.</summary>
    public ResourceOptions Options { get; } = options;
}
