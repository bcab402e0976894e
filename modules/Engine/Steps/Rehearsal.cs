using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Engine.Steps;

/// <summary>A plan carried out in memory, against the cloud as it is: whatever the cloud would refuse in the middle of an update is said before its first step.</summary>
internal static class Rehearsal
{
    /// <summary>Carries the plan out and throws the result away.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="execution">Its execution on a disk whose writes go nowhere.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfraException">Every refusal, one a line.</exception>
    public static async Task RunAsync(Plan plan, Execution execution, CancellationToken cancellation)
    {
        try
        {
            await execution.RunAsync(plan, cancellation);
        }
        catch (InfraException stale) when (stale.Kind == ErrorKind.PlanStale)
        {
            // A program that declares something else when values are known: the update itself says so, at that step.
            return;
        }

        if (execution.Steps.HasFailures)
        {
            int unseen = execution.Steps.Skipped.Count(s => s.Custom);
            IEnumerable<string> refusals = execution.Steps.Failures.Select(f => $"{f.Step.Urn}: {f.Message}");
            throw new InfraException(
                ErrorKind.Resource,
                string.Join('\n', unseen == 0 ? refusals : refusals.Append($"{unseen} more {(unseen == 1 ? "resource needs" : "resources need")} one of these and could not be looked at. Nothing was made.")));
        }
    }
}
