using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Engine.Steps;

/// <summary>The plan that an update carries out: nothing new, nothing missing, nothing different.</summary>
internal sealed class PlannedSteps
{
    private readonly Dictionary<Urn, PlanStep> open = [];

    public PlannedSteps(Plan plan)
    {
        foreach (PlanStep step in plan.Steps)
        {
            // A pending delete of an old half shares its URN with the resource; deletes are looked up in the plan itself.
            if (step.Op != StepOp.Delete)
            {
                open.Add(step.Urn, step);
            }
        }
    }

    /// <summary>Whether the plan replaces the resource.</summary>
    public bool Replaces(Urn urn) => open.TryGetValue(urn, out PlanStep? step) && step.Op == StepOp.Replace;

    /// <summary>Compares what is about to be done with what was planned.</summary>
    /// <exception cref="InfraException">They differ (<see cref="ErrorKind.PlanStale"/>).</exception>
    public void Compare(PlanStep now)
    {
        if (!open.TryGetValue(now.Urn, out PlanStep? planned))
        {
            throw Stale($"{now.Urn} would be {Verb(now.Op)}, and the plan does not have it");
        }

        if (!Allows(planned.Op, now.Op))
        {
            throw Stale($"{now.Urn} would be {Verb(now.Op)}, and the plan says {PlanJson.Name(planned.Op)}");
        }

        foreach (PropertyDiff diff in PropertyDiffer.Diff(planned.Inputs, now.Inputs, (_, _, _) => false))
        {
            if (diff.Old is not { ContainsUnknown: true })
            {
                throw Stale($"{now.Urn}: {diff.Path} is {diff.New?.ToString() ?? "missing"}, and the plan says {diff.Old?.ToString() ?? "nothing"}");
            }
        }
    }

    /// <summary>What the plan has and the program did not declare.</summary>
    public static InfraException Missing(PlanStep planned) => Stale($"{planned.Urn} is not declared, and the plan says {PlanJson.Name(planned.Op)}");

    // A value that was unknown may turn out to be what it was, which makes less of a step, never more.
    private static bool Allows(StepOp planned, StepOp now) =>
        planned == now || (planned, now) is (StepOp.Update, StepOp.Same) or (StepOp.Replace, StepOp.Same) or (StepOp.Replace, StepOp.Update);

    private static string Verb(StepOp op) => op switch
    {
        StepOp.Create => "created",
        StepOp.Update => "updated",
        StepOp.Replace => "replaced",
        StepOp.Delete => "deleted",
        StepOp.Import => "imported",
        StepOp.Read => "read",
        _ => "left alone",
    };

    private static InfraException Stale(string what) =>
        new(ErrorKind.PlanStale, $"{what}. The plan is out of date and nothing further was done; preview again.");
}
