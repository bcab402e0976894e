using Pulumi;

namespace Infra.Cloud.Keys;

/// <summary>A key with the grant to the service agent that uses it.</summary>
/// <param name="Id">The key's id, in the form that inputs take.</param>
/// <param name="Grant">The grant: whatever uses the key must depend on it, or Google Cloud refuses it.</param>
public sealed record EncryptionKey(Output<string> Id, Resource Grant);
