namespace Pulumi.Testing;

/// <summary>What became of a resource; the id is empty where the mock gave none.</summary>
internal sealed record MockAnswer(string Urn, string Id, Dictionary<string, object?> State);
