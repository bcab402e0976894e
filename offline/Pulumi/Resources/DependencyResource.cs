namespace Pulumi;

/// <summary>A resource known only by its URN.</summary>
internal sealed class DependencyResource(string urn) : CustomResource(urn);
