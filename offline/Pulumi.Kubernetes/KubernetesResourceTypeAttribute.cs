namespace Pulumi.Kubernetes;

/// <summary>Marks a resource class with its type token.</summary>
internal sealed class KubernetesResourceTypeAttribute(string type) : ResourceTypeAttribute(type, Utilities.Version);
