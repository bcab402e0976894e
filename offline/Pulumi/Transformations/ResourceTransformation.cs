namespace Pulumi;

/// <summary>Sees every resource before it is registered, and may change its args and options.</summary>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);
