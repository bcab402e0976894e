using System.Collections.Immutable;
using Infra.Model.Plans;

namespace Infra.Delivery.Releases;

/// <summary>What going back cannot undo.</summary>
public static class RollbackLoss
{
    /// <summary>The resources that hold data and would be replaced or deleted, as clauses in the order of the plan.</summary>
    /// <param name="plan">The plan of the earlier release's settings against what there is.</param>
    public static ImmutableArray<string> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Steps.Where(s => s.IsDestructive).Select(s => $"{s.Type} {s.Name} cannot be made again and would be {(s.Op == StepOp.Replace ? "replaced" : "deleted")}")];
    }
}
