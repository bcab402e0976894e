using System.Collections.Immutable;

namespace Infra.Backends.Local;

/// <summary>Does one step after the other: recorded before, done in the cloud, recorded after.</summary>
internal sealed class StepExecutor(StateRun run, ICloud cloud, IProgress<StepEvent>? progress)
{
    private readonly ImmutableArray<PlanStep>.Builder done = ImmutableArray.CreateBuilder<PlanStep>();
    private readonly ImmutableArray<StepEvent>.Builder failures = ImmutableArray.CreateBuilder<StepEvent>();
    private readonly ImmutableArray<PlanStep>.Builder skipped = ImmutableArray.CreateBuilder<PlanStep>();

    /// <summary>Whether a resource that was recorded when the run began is no longer recorded.</summary>
    public bool IsGone(Urn urn) => run.Find(urn) is null;

    public bool HasFailures => failures.Count > 0;

    public ImmutableArray<PlanStep> Done => done.ToImmutable();

    public ImmutableArray<StepEvent> Failures => failures.ToImmutable();

    public ImmutableArray<PlanStep> Skipped => skipped.ToImmutable();

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
                StepOp.Update => Update(decision, wanted),
                StepOp.Import => Import(wanted),
                StepOp.Replace => Replace(decision, wanted, planned),
                _ => Create(wanted),
            };
            done.Add(step);
            progress?.Report(new StepEvent(step, StepPhase.Done));
            return result;
        }
        catch (CloudException refusal)
        {
            run.HasFailed(step.Urn);
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

    /// <summary>Deletes a resource that the program no longer declares.</summary>
    public void Delete(PlanStep step)
    {
        // It may be gone already: the old half of a replacement, or a dependant that had to go first.
        if (run.Find(step.Urn) is not { } resource)
        {
            return;
        }

        progress?.Report(new StepEvent(step, StepPhase.Began));
        if (Gone(step, resource))
        {
            done.Add(step);
            progress?.Report(new StepEvent(step, StepPhase.Done));
        }
    }

    /// <summary>Deletes the old halves of replacements, users first.</summary>
    public void DeletePending()
    {
        foreach (ResourceState old in run.State.Resources.Reverse().Where(r => r.PendingDelete))
        {
            PlanStep step = new() { Urn = old.Urn, Op = StepOp.Delete, Custom = old.Custom, Inputs = old.Inputs };
            if (!Gone(step, old))
            {
                return;
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
        return wanted;
    }

    private ResourceState Create(ResourceState wanted)
    {
        run.Begins(wanted.Urn, StepOp.Create, id: null);
        CloudObject made = cloud.Create(wanted.Urn, wanted.Inputs, ProviderInputs(wanted));
        ResourceState result = wanted with { Id = made.Id, Outputs = made.Outputs };
        run.IsDone(result);
        return result;
    }

    private ResourceState Update(Decision decision, ResourceState wanted)
    {
        ResourceState old = decision.Old!;
        run.Begins(wanted.Urn, StepOp.Update, old.Id);
        CloudObject changed = cloud.Update(wanted.Urn.Type, old.Id!, wanted.Inputs, ProviderInputs(wanted));
        ResourceState result = wanted with { Id = changed.Id, Outputs = changed.Outputs };
        run.IsDone(result, old.Urn == wanted.Urn ? null : old.Urn);
        return result;
    }

    private ResourceState Import(ResourceState wanted)
    {
        run.Begins(wanted.Urn, StepOp.Import, wanted.Id);
        CloudObject found = cloud.Read(wanted.Urn.Type, wanted.Id!)
            ?? throw new CloudException("404 notFound", $"there is no {wanted.Urn.Type} with id '{wanted.Id}' to import.");
        ResourceState result = wanted with { Id = found.Id, Outputs = found.Outputs };
        run.IsDone(result);
        return result;
    }

    private ResourceState Replace(Decision decision, ResourceState wanted, PlannedSteps planned)
    {
        ResourceState old = decision.Old!;
        bool stillThere = run.Find(old.Urn) is not null;
        if (stillThere && decision.Step.DeleteBeforeReplace)
        {
            DeleteWithUsers(old, planned);
        }
        else if (stillThere)
        {
            run.IsDone(old with { PendingDelete = true });
        }

        return Create(wanted);
    }

    // What is replaced because of this one has to go before it, as Pulumi does for delete-before-replace.
    private void DeleteWithUsers(ResourceState old, PlannedSteps planned)
    {
        HashSet<Urn> going = [old.Urn];
        List<ResourceState> doomed = [old];
        foreach (ResourceState resource in run.State.Resources.Where(r => !r.PendingDelete))
        {
            if (resource.Needs.Any(going.Contains) && planned.Replaces(resource.Urn) && going.Add(resource.Urn))
            {
                doomed.Add(resource);
            }
        }

        foreach (ResourceState resource in Enumerable.Reverse(doomed))
        {
            DeleteInCloud(resource);
        }
    }

    private PropertyMap ProviderInputs(ResourceState resource) => resource.Provider is { } provider && run.Find(provider) is { } found ? found.Inputs : PropertyMap.Empty;

    private bool Gone(PlanStep step, ResourceState resource)
    {
        try
        {
            DeleteInCloud(resource);
            return true;
        }
        catch (CloudException refusal)
        {
            run.HasFailed(resource.Urn);
            Fail(step, refusal.Message);
            return false;
        }
    }

    private void DeleteInCloud(ResourceState resource)
    {
        if (resource is { Custom: true, External: false, RetainOnDelete: false })
        {
            run.Begins(resource.Urn, StepOp.Delete, resource.Id);
            cloud.Delete(resource.Urn.Type, resource.Id!, resource.Inputs);
        }

        run.IsGone(resource.Urn, resource.Id);
    }
}
