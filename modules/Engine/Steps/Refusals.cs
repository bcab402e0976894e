using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Engine.Steps;

/// <summary>Collects every reason to refuse a plan, so that a person sees all of them at once.</summary>
internal sealed class Refusals(ICloud cloud)
{
    private readonly List<string> reasons = [];

    public void Add(string reason) => reasons.Add(reason);

    /// <summary>What the provider would refuse of a resource's inputs.</summary>
    public void CheckInputs(PlanStep step)
    {
        if (step.Custom && step.Op is not (StepOp.Delete or StepOp.Read or StepOp.Same))
        {
            reasons.AddRange(cloud.Check(step.Type, step.Inputs).Select(problem => $"{step.Urn}: {problem}"));
        }
    }

    /// <summary>Whether a resource that is to be deleted or replaced may go.</summary>
    /// <param name="step">The step.</param>
    /// <param name="old">The resource as recorded: its protection counts, whatever the program says now.</param>
    public void CheckProtection(PlanStep step, ResourceState old)
    {
        if (step.Op is not (StepOp.Delete or StepOp.Replace))
        {
            return;
        }

        string what = step.Op == StepOp.Delete ? "deleted" : "replaced";
        if (old.Protect)
        {
            reasons.Add(
                $"{step.Urn} would be {what}, and it is protected. If that is meant, set infra:protect to false in stacks/Pulumi.{step.Urn.Stack}.yaml (or the option protect of this resource), apply that, and try again.");
        }
        else if (!old.RetainOnDelete && cloud.DeletionForbiddenBy(step.Type, old.Inputs) is { } setting)
        {
            reasons.Add(
                $"{step.Urn} would be {what}, and its {setting} forbids it. If that is meant, set {setting} so that it allows deletion, apply that, and try again.");
        }
    }

    /// <summary>Refuses if there is a reason.</summary>
    /// <exception cref="InfraException">Every reason, one a line.</exception>
    public void Throw()
    {
        if (reasons.Count > 0)
        {
            throw new InfraException(ErrorKind.Resource, string.Join('\n', reasons));
        }
    }
}
