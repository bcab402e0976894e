using System.Collections.Immutable;

namespace Infra.GitHub.Vouching;

/// <summary>A run of a workflow of this repository, told by the file of the workflow.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Attempt">The attempt that is looked at: the last one.</param>
/// <param name="Jobs">The jobs of that attempt, in ordinal order of their names. Two may have one name.</param>
public sealed record WorkflowRun(long Id, long Attempt, ImmutableArray<JobResult> Jobs);
