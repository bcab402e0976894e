namespace Infra.Pipeline.Sealing;

/// <summary>A file that a plan is written to.</summary>
/// <param name="File">The file, as it was typed.</param>
/// <param name="Seal">Whether it gets an envelope and no bare plan.</param>
/// <param name="LocalOnly">Whether the plan is sealed although the tree has changes that are not committed.</param>
public sealed record PlanTarget(string File, bool Seal, bool LocalOnly);
