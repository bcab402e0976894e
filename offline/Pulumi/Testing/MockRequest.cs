namespace Pulumi.Testing;

/// <summary>A resource to register or to read, everything it depends on being there.</summary>
internal sealed record MockRequest(Resource Resource, string ParentUrn, string Provider, Dictionary<string, object?> Inputs);
