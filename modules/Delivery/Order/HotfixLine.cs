using Infra.Model.Values;

namespace Infra.Delivery.Order;

/// <summary>One application in the report of a hotfix.</summary>
/// <param name="Change">What it was to get.</param>
/// <param name="Step">The step of its deployment in the environment, from 1.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Revision">The commit that it is to run now: the given one when it was fixed, otherwise the present one.</param>
/// <param name="Failure">Why it was taken back, as a clause; null otherwise.</param>
public sealed record HotfixLine(HotfixChange Change, int Step, HotfixOutcome Outcome, GitRevision Revision, string? Failure);
