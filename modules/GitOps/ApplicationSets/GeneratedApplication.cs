namespace Infra.GitOps.ApplicationSets;

/// <summary>An Application that a set makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Set">The set that makes it.</param>
/// <param name="Manifest">The whole Application.</param>
public sealed record GeneratedApplication(string Name, string Set, IReadOnlyDictionary<string, object?> Manifest);
