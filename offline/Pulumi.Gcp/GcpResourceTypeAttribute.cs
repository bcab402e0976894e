namespace Pulumi.Gcp;

/// <summary>Marks a resource class with its type token.</summary>
internal sealed class GcpResourceTypeAttribute(string type) : ResourceTypeAttribute(type, Utilities.Version);
