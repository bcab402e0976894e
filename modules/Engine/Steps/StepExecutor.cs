using System.Collections.Immutable;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>Does one step after the other: recorded before, done in the cloud, recorded after.</summary>
internal sealed class StepExecutor(StateRun run, ICloud cloud, IProgress<StepEvent>? progress)
{
    private readonly ImmutableArray<PlanStep>.Builder done = ImmutableArray.CreateBuilder<PlanStep>();
    private readonly ImmutableArray<StepEvent>.Builder failures = ImmutableArray.CreateBuilder<StepEvent>();
    private readonly ImmutableArray<PlanStep>.Builder skipped = ImmutableArray.CreateBuilder<PlanStep>();
    private ILookup<Urn, Urn>? users;

    /// <summary>Whether a resource that was recorded when the run began is no longer recorded.</summary>
    public bool IsGone(Urn urn) => run.Find(urn) is null or { PendingReplacement: true };

    public bool HasFailures => failures.Count > 0;

    public ImmutableArray<PlanStep> Done => done.ToImmutable();

    public ImmutableArray<StepEvent> Failures => failures.ToImmutable();

    public ImmutableArray<PlanStep> Skipped => skipped.ToImmutable();

    /// <summary>
    /// The decision in the light of this run: what was deleted because of something that it needs is made anew, also when the value that
    /// was unknown turns out to be what it was.
    /// </summary>
    public Decision AsItStands(Decision decision) =>
        decision is { Step.Op: StepOp.Same or StepOp.Update, Old: { } old } && run.Find(old.Urn) is { PendingReplacement: true }
            ? decision with { Step = decision.Step with { Op = StepOp.Replace, DeleteBeforeReplace = true }, Id = null }
            : decision;

    /// <summary>Carries out the step of one resource; null when the cloud refused.</summary>
    public ResourceState? Execute(Decision decision, ResourceState wanted, PlannedSteps planned)
    {
        PlanStep step = decision.Step;
        switch (step.Op)
        {
            case StepOp.Same:
                return Same(decision, wanted);
            case StepOp.Read:
                return Read(step, wanted);
            default:
                break;
        }

        if (!wanted.Custom)
        {
            return Component(step, wanted);
        }

        progress?.Report(new StepEvent(step, StepPhase.Began));
        try
        {
            ResourceState result = step.Op switch
            {
                StepOp.Update => Update(decision.Old!, wanted),
                StepOp.Import => Import(wanted),
                StepOp.Replace => Replace(decision, wanted, planned),
                _ => Create(wanted, formerly: null),
            };
            done.Add(step);
            progress?.Report(new StepEvent(step, StepPhase.Done));
            return result;
        }
        catch (CloudException refusal)
        {
            Fail(step, refusal.Message);
            return null;
        }
    }

    /// <summary>Records the root of the stack.</summary>
    public void Component(PlanStep step)
    {
        if (run.Find(step.Urn) is null)
        {
            Component(step, new ResourceState { Urn = step.Urn, Custom = false });
        }
    }

    /// <summary>
    /// Deletes what the program no longer declares and the old halves of replacements, users first; nothing is deleted after a failure.
    /// </summary>
    /// <param name="deletions">The planned deletions of what the program does not declare.</param>
    /// <param name="cancellation">Skips what is left.</param>
    public void Delete(IEnumerable<PlanStep> deletions, CancellationToken cancellation)
    {
        ILookup<Urn, PlanStep> planned = deletions.ToLookup(d => d.Urn);
        foreach (ResourceState doomed in run.State.Resources.Reverse())
        {
            bool stops = HasFailures || cancellation.IsCancellationRequested;
            if (doomed.PendingDelete && !stops)
            {
                Gone(new PlanStep { Urn = doomed.Urn, Op = StepOp.Delete, Custom = doomed.Custom, Inputs = doomed.Inputs }, doomed);
            }
            else if (!doomed.PendingDelete && planned[doomed.Urn].FirstOrDefault() is { } step)
            {
                if (stops)
                {
                    Skip(step);
                }
                else
                {
                    Delete(step, doomed);
                }
            }
        }
    }

    public void Fail(PlanStep step, string why)
    {
        StepEvent failure = new(step, StepPhase.Failed, why);
        failures.Add(failure);
        progress?.Report(failure);
    }

    public void Skip(PlanStep step)
    {
        if (step.Op is StepOp.Same)
        {
            return;
        }

        skipped.Add(step);
        progress?.Report(new StepEvent(step, StepPhase.Skipped));
    }

    private void Delete(PlanStep step, ResourceState resource)
    {
        progress?.Report(new StepEvent(step, StepPhase.Began));
        if (Gone(step, resource))
        {
            done.Add(step);
            progress?.Report(new StepEvent(step, StepPhase.Done));
        }
    }

    private ResourceState Same(Decision decision, ResourceState wanted)
    {
        ResourceState old = decision.Old!;
        ResourceState now = wanted with { Id = old.Id, Outputs = old.Outputs };
        if (!SameRecord(old, now))
        {
            run.IsDone(now, old.Urn == now.Urn ? null : old.Urn);
        }

        return now with { Outputs = Overlay.Put(old.Outputs, wanted.Inputs) };
    }

    private static bool SameRecord(ResourceState a, ResourceState b) =>
        a.Urn == b.Urn && a.Parent == b.Parent && a.Provider == b.Provider && a.Protect == b.Protect && a.RetainOnDelete == b.RetainOnDelete
        && a.DependsOn.SequenceEqual(b.DependsOn)
        && a.PropertyDependencies.Count == b.PropertyDependencies.Count
        && a.PropertyDependencies.All(p => b.PropertyDependencies.TryGetValue(p.Key, out ImmutableArray<Urn> urns) && urns.SequenceEqual(p.Value))
        && a.Inputs.Equals(b.Inputs);

    private ResourceState? Read(PlanStep step, ResourceState wanted)
    {
        if (cloud.Read(step.Type, wanted.Id!) is not { } found)
        {
            Fail(step, $"404 notFound: there is no {step.Type} with id '{wanted.Id}'.");
            return null;
        }

        ResourceState result = wanted with { Outputs = found.Outputs };
        run.IsDone(result);
        done.Add(step);
        return result;
    }

    private ResourceState Component(PlanStep step, ResourceState wanted)
    {
        run.IsDone(wanted);
        done.Add(step);
        progress?.Report(new StepEvent(step, StepPhase.Done));
        return wanted;
    }

    private ResourceState Create(ResourceState wanted, Urn? formerly) => InCloud(wanted, StepOp.Create, formerly, request =>
        cloud.Create(wanted.Urn, wanted.Inputs, ProviderInputs(wanted), request, Before(wanted)));

    private ResourceState Update(ResourceState old, ResourceState wanted) => InCloud(wanted, StepOp.Update, Former(old, wanted), request =>
        cloud.Update(wanted.Urn.Type, old.Id!, wanted.Inputs, ProviderInputs(wanted), request, Before(wanted)));

    private ResourceState Import(ResourceState wanted) => InCloud(wanted, StepOp.Import, formerly: null, _ =>
        cloud.Read(wanted.Urn.Type, wanted.Id!) ?? throw new CloudException("404 notFound", $"there is no {wanted.Urn.Type} with id '{wanted.Id}' to import."));

    private ResourceState Replace(Decision decision, ResourceState wanted, PlannedSteps planned)
    {
        ResourceState old = decision.Old!;
        ResourceState? current = run.Find(old.Urn);
        if (current is { PendingReplacement: false } && decision.Step.DeleteBeforeReplace)
        {
            DeleteWithUsers(old, planned);
        }
        else if (current is { PendingReplacement: false })
        {
            run.IsDone(old with { PendingDelete = true });
            current = null;
        }

        return Create(wanted, current is null ? null : Former(old, wanted));
    }

    // What is replaced because of this one has to go before it, as Pulumi does for delete-before-replace. All of them keep their places, so
    // that what needs them and stays does not point at nothing until they are made anew.
    private void DeleteWithUsers(ResourceState old, PlannedSteps planned)
    {
        users ??= run.State.Resources.SelectMany(r => r.Needs.Select(need => (need, r.Urn))).ToLookup(p => p.need, p => p.Urn);
        List<ResourceState> doomed = [];
        HashSet<Urn> seen = [old.Urn];
        Stack<(ResourceState Resource, bool Ready)> open = new([(old, false)]);
        while (open.TryPop(out (ResourceState Resource, bool Ready) next))
        {
            if (next.Ready)
            {
                doomed.Add(next.Resource);
                continue;
            }

            open.Push((next.Resource, true));
            foreach (Urn user in users[next.Resource.Urn])
            {
                if (run.Find(user) is { PendingReplacement: false } found && planned.Replaces(user) && seen.Add(user))
                {
                    open.Push((found, false));
                }
            }
        }

        foreach (ResourceState resource in doomed)
        {
            DeleteInCloud(resource);
            run.IsDone(resource with { PendingReplacement = true });
        }
    }

    private static Urn? Former(ResourceState old, ResourceState wanted) => old.Urn == wanted.Urn ? null : old.Urn;

    private Func<Urn, bool> Before(ResourceState wanted) => new Ancestors(wanted.Needs, run.Find).Contain;

    private PropertyMap ProviderInputs(ResourceState resource) => resource.Provider is { } provider && run.Find(provider) is { } found ? found.Inputs : PropertyMap.Empty;

    private bool Gone(PlanStep step, ResourceState resource)
    {
        try
        {
            DeleteInCloud(resource);
            run.IsGone(resource.Urn, resource.Id);
            return true;
        }
        catch (CloudException refusal)
        {
            Fail(step, refusal.Message);
            return false;
        }
    }

    private void DeleteInCloud(ResourceState resource)
    {
        if (resource is { OwnsObject: true, RetainOnDelete: false })
        {
            run.Begins(resource.Urn, StepOp.Delete, resource.Id, wanted: null);
            Refusable(resource.Urn, () => cloud.Delete(resource.Urn.Type, resource.Id!, resource.Inputs));
        }
    }

    private ResourceState InCloud(ResourceState wanted, StepOp op, Urn? formerly, Func<string, CloudObject> operation)
    {
        string request = run.Begins(wanted.Urn, op, wanted.Id, wanted, formerly);
        CloudObject? answer = null;
        Refusable(wanted.Urn, () => answer = operation(request));
        ResourceState result = wanted with { Id = answer!.Id, Outputs = answer.Outputs };
        run.IsDone(result, formerly);
        return result;
    }

    private void Refusable(Urn urn, Action operation)
    {
        try
        {
            operation();
        }
        catch (CloudException)
        {
            run.HasFailed(urn);
            throw;
        }
    }
}
