using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>Carries a plan out while the program runs once more to give the values that only an apply decides.</summary>
internal sealed class ApplyRegistrar : IRegistrar
{
    private readonly Plan plan;
    private readonly PlannedSteps planned;
    private readonly Dictionary<Urn, PlanStep> steps;
    private readonly StepDecider decider;
    private readonly StepExecutor executor;
    private readonly SecretBook secrets;
    private readonly CancellationToken cancellation;
    private readonly HashSet<Urn> unusable = [];
    private readonly Dictionary<Urn, int> order = [];

    public ApplyRegistrar(Plan plan, Urn root, StackState state, ICloud cloud, SecretBook secrets, StepExecutor executor, CancellationToken cancellation)
    {
        (this.plan, this.secrets, this.executor, this.cancellation) = (plan, secrets, executor, cancellation);
        planned = new PlannedSteps(plan);
        decider = new StepDecider(state, cloud, secrets) { IsDeletedByThisRun = executor.IsGone };
        order[root] = 0;
        steps = plan.Steps.Where(s => s.Op != StepOp.Delete).ToDictionary(s => s.Urn);
        executor.Component(steps[root]);
    }

    /// <summary>Program order of what was registered, for the state that is written at the end.</summary>
    public IReadOnlyDictionary<Urn, int> Order => order;

    /// <summary>The first step that is not as it was planned; null while there is none.</summary>
    public ExceptionDispatchInfo? Stopped { get; private set; }

    public ValueTask<Registered> RegisterAsync(Registration registration)
    {
        // The program goes on declaring what does not wait for the step that differs; none of it is done any more.
        Stopped?.Throw();
        order[registration.Urn] = registration.Index;
        Decision decision = executor.AsItStands(decider.Decide(registration));
        if (Blocked(registration))
        {
            unusable.Add(registration.Urn);
            executor.Skip(decision.Step);
            return ValueTask.FromResult(new Registered(null, PropertyMap.Empty) { AllUnknown = true });
        }

        try
        {
            planned.Compare(decision.Step);
        }
        catch (InfraException stale)
        {
            Stopped = ExceptionDispatchInfo.Capture(stale);
            throw;
        }

        ResourceState? result = Execute(registration, decision);
        if (result is null)
        {
            unusable.Add(registration.Urn);
            return ValueTask.FromResult(new Registered(null, PropertyMap.Empty) { AllUnknown = true });
        }

        return ValueTask.FromResult(new Registered(result.Id, secrets.Reveal(result.Outputs)));
    }

    public void Unready(Urn urn, Exception cause)
    {
        unusable.Add(urn);
        if (Stopped is null && steps.TryGetValue(urn, out PlanStep? step))
        {
            executor.Fail(step, $"a value that it needs failed: {cause.Message}");
        }
    }

    /// <summary>Makes sure that the program declared all that the plan has, before anything is deleted. What failed may have kept it from doing so, and is said instead.</summary>
    /// <exception cref="InfraException">It did not (<see cref="ErrorKind.PlanStale"/>).</exception>
    public void RequireAll()
    {
        if (!executor.HasFailures && steps.Values.FirstOrDefault(s => !order.ContainsKey(s.Urn)) is { } missing)
        {
            throw PlannedSteps.Missing(missing);
        }
    }

    /// <summary>Deletes what the program no longer declares. A planned deletion of what it does declare means an old half that an earlier run left.</summary>
    public void Delete() => executor.Delete(plan.Steps.Where(s => s.Op == StepOp.Delete && !order.ContainsKey(s.Urn)), cancellation);

    private bool Blocked(Registration registration) =>
        cancellation.IsCancellationRequested
        || registration.DependsOn.Any(unusable.Contains)
        || (registration.Parent is { } parent && unusable.Contains(parent));

    private ResourceState? Execute(Registration registration, Decision decision)
    {
        ResourceState wanted = WantedResource.Of(registration, decision.Step.Inputs, decision.Id) with { Outputs = decision.Old?.Outputs ?? PropertyMap.Empty };
        return executor.Execute(decision, wanted, planned);
    }
}
