using System.Collections.Immutable;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Plans;

namespace Infra.Engine.Steps;

/// <summary>Compares what was recorded with what exists. Changes neither.</summary>
internal static class DriftFinder
{
    /// <summary>Every resource that differs, in the order of the state.</summary>
    public static ImmutableArray<ResourceDrift> Find(StackState state, ICloud cloud)
    {
        ImmutableArray<ResourceDrift>.Builder drifts = ImmutableArray.CreateBuilder<ResourceDrift>();
        foreach (ResourceState resource in state.Resources.Where(r => r is { Custom: true, PendingDelete: false }))
        {
            if (cloud.Read(resource.Urn.Type, resource.Id!) is not { } actual)
            {
                drifts.Add(new ResourceDrift(resource.Urn, resource.Id!, IsGone: true, []));
                continue;
            }

            ImmutableArray<PropertyDiff> differences = PropertyDiffer.Diff(resource.Outputs, actual.Outputs, (_, _, _) => false);
            if (!differences.IsEmpty)
            {
                drifts.Add(new ResourceDrift(resource.Urn, resource.Id!, IsGone: false, differences));
            }
        }

        return drifts.ToImmutable();
    }
}
