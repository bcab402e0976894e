namespace Infra.GitOps;

/// <summary>An Application that a set makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Set">The set that makes it.</param>
/// <param name="Wave">The step of a RollingSync in which it is synced, from 1; 0 when the set has no RollingSync, and null when no step matches, which means that it is never synced by it.</param>
/// <param name="Manifest">The whole Application.</param>
public sealed record GeneratedApplication(string Name, string Set, int? Wave, IReadOnlyDictionary<string, object?> Manifest);
