using System.Collections.Immutable;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>
/// Decides one step at a time from what the program declares and what is recorded. Used twice: by a preview and, on the same grounds,
/// right before each step of an update.
/// </summary>
internal sealed class StepDecider
{
    private readonly ICloud cloud;
    private readonly SecretBook secrets;
    private readonly Dictionary<Urn, ResourceState> recorded;

    public StepDecider(StackState state, ICloud cloud, SecretBook secrets)
    {
        (this.cloud, this.secrets) = (cloud, secrets);
        recorded = state.Resources.Where(r => r is { PendingDelete: false, PendingReplacement: false }).ToDictionary(r => r.Urn);
    }

    /// <summary>Whether this run has already deleted a recorded resource, as the first half of its replacement.</summary>
    public Func<Urn, bool> IsDeletedByThisRun { get; init; } = _ => false;

    /// <summary>The recorded resource that a registration means: by its URN or one that it had before.</summary>
    public ResourceState? Find(Registration registration)
    {
        if (recorded.TryGetValue(registration.Urn, out ResourceState? same))
        {
            return same;
        }

        foreach (Urn alias in registration.Aliases)
        {
            if (recorded.TryGetValue(alias, out ResourceState? renamed))
            {
                return renamed;
            }
        }

        return null;
    }

    public Decision Decide(Registration registration)
    {
        ResourceState? old = Find(registration);
        if (!registration.Custom)
        {
            return Component(registration, old);
        }

        if (registration.ReadId is { } read)
        {
            return new Decision(Step(registration, registration.Inputs, StepOp.Read), old, PropertyMap.Empty, read);
        }

        if (old is null or { External: true })
        {
            StepOp op = registration.ImportId is null ? StepOp.Create : StepOp.Import;
            return new Decision(Step(registration, registration.Inputs, op), old, cloud.Predict(registration.Urn.Type, registration.Inputs), registration.ImportId);
        }

        // Reading the pretended cloud costs nothing, so every run sees what was changed or deleted behind its back, and mends it.
        CloudObject? actual = cloud.Read(registration.Urn.Type, old.Id!);
        if (actual is null && !IsDeletedByThisRun(old.Urn))
        {
            return new Decision(Step(registration, registration.Inputs, StepOp.Create), old, cloud.Predict(registration.Urn.Type, registration.Inputs), Id: null);
        }

        PropertyMap inputs = IgnoredChanges.Restore(registration.Inputs, old.Inputs, registration.IgnoreChanges);
        ImmutableArray<PropertyDiff> diff = PropertyDiffer.Diff(actual is null ? old.Inputs : ActualInputs.Of(old, actual), inputs, (path, before, after) => Forces(registration, path, before, after));
        if (diff.IsEmpty)
        {
            return new Decision(Step(registration, inputs, StepOp.Same), old, secrets.Reveal(Overlay.Put(old.Outputs, inputs)), old.Id);
        }

        return diff.Any(d => d.ForcesReplacement) ? Replacement(registration, old, inputs, diff) : Update(registration, old, inputs, diff);
    }

    /// <summary>The step that deletes a recorded resource.</summary>
    public PlanStep Deletion(ResourceState resource) => new()
    {
        Urn = resource.Urn,
        Op = StepOp.Delete,
        Custom = resource.Custom,
        Parent = resource.Parent,
        Provider = resource.Provider,
        DependsOn = resource.DependsOn,
        Protect = resource.Protect,
        Stateful = resource.Custom && cloud.IsStateful(resource.Urn.Type),
        Inputs = resource.Inputs,
    };

    private Decision Component(Registration registration, ResourceState? old)
    {
        StepOp op = old is null ? StepOp.Create : StepOp.Same;
        return new Decision(Step(registration, registration.Inputs, op), old, PropertyMap.Empty, Id: null);
    }

    private Decision Update(Registration registration, ResourceState old, PropertyMap inputs, ImmutableArray<PropertyDiff> diff) =>
        new(Step(registration, inputs, StepOp.Update) with { Diff = diff }, old, secrets.Reveal(Overlay.Put(old.Outputs, inputs)), old.Id);

    private Decision Replacement(Registration registration, ResourceState old, PropertyMap inputs, ImmutableArray<PropertyDiff> diff)
    {
        bool deleteFirst = registration.DeleteBeforeReplace ?? cloud.DeletesBeforeReplacing(registration.Urn.Type, inputs);
        PlanStep step = Step(registration, inputs, StepOp.Replace) with { Diff = diff, DeleteBeforeReplace = deleteFirst };
        return new Decision(step, old, cloud.Predict(registration.Urn.Type, inputs), Id: null);
    }

    private bool Forces(Registration registration, string path, PropertyValue? before, PropertyValue? after) =>
        registration.ReplaceOnChanges.Any(p => string.Equals(p, "*", StringComparison.Ordinal) || IsAtOrBelow(path, p))
        || cloud.ForcesReplacement(registration.Urn.Type, path, before, after);

    private static bool IsAtOrBelow(string path, string above) =>
        path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] is '.' or '[');

    private PlanStep Step(Registration registration, PropertyMap inputs, StepOp op) => new()
    {
        Urn = registration.Urn,
        Op = op,
        Custom = registration.Custom,
        Parent = registration.Parent,
        Provider = registration.Provider,
        DependsOn = registration.DependsOn,
        Protect = registration.Protect,
        Stateful = registration.Custom && cloud.IsStateful(registration.Urn.Type),
        Inputs = inputs,
    };
}
