namespace Infra.GitHub.Workflows;

/// <summary>Runs or jobs of which one is at work at a time.</summary>
/// <param name="Group">What they share; an expression is allowed.</param>
/// <param name="CancelInProgress">Whether a newer one ends an older one. Never true where something is applied.</param>
public sealed record ConcurrencyGroup(string Group, bool CancelInProgress);
