using System.Collections.Immutable;

namespace Infra.GitHub.Vouching;

/// <summary>A run of a workflow, and who let it into a GitHub environment.</summary>
/// <param name="Commit">The commit that it runs, 40 hexadecimal digits.</param>
/// <param name="Attempt">1 for a run that was not started again. GitHub lists approvals by run and not by attempt.</param>
/// <param name="IsRunning">Whether it has not ended.</param>
/// <param name="Started">When it started, UTC.</param>
/// <param name="Involved">The numeric ids of whoever caused it.</param>
/// <param name="Approvers">The numeric ids of those who approved the environment. GitHub does not say when.</param>
public sealed record ApprovedRun(string Commit, long Attempt, bool IsRunning, DateTimeOffset Started, ImmutableArray<string> Involved, ImmutableArray<string> Approvers);
