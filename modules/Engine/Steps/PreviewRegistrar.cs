using System.Collections.Immutable;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>Turns a run of the program into a plan. Changes nothing.</summary>
internal sealed class PreviewRegistrar(StackProgram program, StackState state, ICloud cloud, SecretBook secrets) : IRegistrar
{
    private readonly StepDecider decider = new(state, cloud, secrets);
    private readonly Refusals refusals = new(cloud);
    private readonly List<PlanStep> steps = [];
    private readonly HashSet<Urn> declared = [];
    private readonly HashSet<Urn> kept = [];

    public ValueTask<Registered> RegisterAsync(Registration registration)
    {
        if (!declared.Add(registration.Urn))
        {
            refusals.Add($"{registration.Urn} is declared twice. Two resources of one type need two names, or two parents of different types.");
            return ValueTask.FromResult(new Registered(null, PropertyMap.Empty));
        }

        kept.Add(registration.Urn);
        Decision decision = decider.Decide(registration);
        refusals.CheckInputs(decision.Step);
        if (decision.Old is { } old)
        {
            kept.Add(old.Urn);
            refusals.CheckProtection(decision.Step, old);
        }

        steps.Add(decision.Step);
        return ValueTask.FromResult(new Registered(decision.Id, Outputs(decision)));
    }

    public void Unready(Urn urn, Exception cause) => refusals.Add($"{urn} could not be declared: {cause.Message}");

    /// <summary>The plan, once the program is done.</summary>
    /// <exception cref="InfraException">Every reason to refuse it.</exception>
    public Plan Plan(PropertyMap outputs)
    {
        Urn root = Urn.Root(program.Stack, program.Project);
        kept.Add(root);
        PlanStep rootStep = new() { Urn = root, Op = state.Resources.Any(r => r.Urn == root) ? StepOp.Same : StepOp.Create, Custom = false };
        List<PlanStep> deletions = [];
        foreach (ResourceState gone in state.Resources.Reverse().Where(r => r.PendingDelete || !kept.Contains(r.Urn)))
        {
            PlanStep deletion = decider.Deletion(gone);
            if (gone is { PendingDelete: false, PendingReplacement: false })
            {
                refusals.CheckProtection(deletion, gone);
            }

            deletions.Add(deletion);
        }

        refusals.Throw();
        return new Plan
        {
            Stack = program.Stack,
            Backend = BackendNames.Local,
            Steps = [rootStep, .. steps, .. deletions],
            Outputs = outputs,
            OutputsBefore = state.Outputs,
            UncheckedTypes = [.. steps.Where(s => s.Custom && !cloud.Knows(s.Type)).Select(s => s.Type).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    // A resource that is read is asked for; of one that is made, the cloud decides what was not given.
    private PropertyMap Outputs(Decision decision) =>
        decision.Step.Op is StepOp.Read or StepOp.Import && cloud.Read(decision.Step.Type, decision.Id!) is { } found ? found.Outputs : decision.Outputs;
}
