using System.Collections.Immutable;
using System.Globalization;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Plans;

namespace Infra.Engine.Steps;

/// <summary>
/// What a run that was stopped leaves: operations that were begun and have no outcome. The cloud is asked for each of them, by the request that
/// it was to remember, so that no step is repeated and none is lost.
/// </summary>
internal static class Recovery
{
    /// <summary>The state with every doubt resolved, and what is to be said about it. Changes nothing on disk.</summary>
    public static (StateReading Reading, ImmutableArray<string> Notices) Recover(StateReading reading, ICloud cloud)
    {
        if (!reading.NeedsRecovery)
        {
            return (reading, []);
        }

        ImmutableArray<string>.Builder notices = ImmutableArray.CreateBuilder<string>();
        notices.Add(string.Create(
            CultureInfo.InvariantCulture, $"The last run (serial {reading.State.Serial}) was stopped before its end; the state is recovered to its last recorded step."));
        StateTail tail = new(reading.State);
        foreach (PendingOperation operation in reading.State.Pending)
        {
            notices.Add(Resolve(tail, operation, cloud));
        }

        StackState state = tail.State;
        if (reading.DroppedLength > 0)
        {
            notices.Add(string.Create(
                CultureInfo.InvariantCulture, $"The last {reading.DroppedLength} bytes of the state file were written incompletely and are dropped; they recorded at most what follows here."));
            notices.AddRange(Unrecorded(state, cloud));
        }

        return (reading with { State = state with { Resources = StateOrder.Arrange(state.Resources, new Dictionary<Urn, int>()) } }, notices.ToImmutable());
    }

    private static string Resolve(StateTail tail, PendingOperation operation, ICloud cloud)
    {
        string begun = $"{operation.Urn}: its {PlanJson.Name(operation.Op)} was begun";
        switch (operation)
        {
            case { Op: StepOp.Delete }:
                if (cloud.Read(operation.Urn.Type, operation.Id!) is not null)
                {
                    tail.HasFailed(operation.Urn);
                    return $"{begun}, and the cloud still has '{operation.Id}': it was not done.";
                }

                Delete(tail, operation);
                return $"{begun}, and '{operation.Id}' is gone: it was done.";

            case { Wanted: { } wanted } when cloud.Requested(operation.Request).FirstOrDefault(o => IsMeant(o, operation)) is { } found:
                tail.IsDone(wanted with { Id = found.Id, Outputs = found.Outputs }, operation.Formerly);
                return $"{begun}, and the cloud has '{found.Id}' as it asked: it was done.";

            case { Op: StepOp.Update } when cloud.Read(operation.Urn.Type, operation.Id!) is null:
                tail.HasFailed(operation.Urn);
                return $"{begun}, and '{operation.Id}' does not exist any more: whether it was done cannot be told.";

            default:
                tail.HasFailed(operation.Urn);
                return $"{begun}, and the cloud knows nothing of it: it was not done.";
        }
    }

    private static bool IsMeant(CloudObject found, PendingOperation operation) =>
        string.Equals(found.Request, operation.Request, StringComparison.Ordinal) && string.Equals(found.Type, operation.Urn.Type, StringComparison.Ordinal);

    // The first half of a replacement leaves its place to the second, which the next run makes.
    private static void Delete(StateTail tail, PendingOperation operation)
    {
        if (tail.Find(operation.Urn) is { } current && string.Equals(current.Id, operation.Id, StringComparison.Ordinal))
        {
            tail.IsDone(current with { PendingReplacement = true }, formerly: null);
        }
        else
        {
            tail.IsGone(operation.Urn, operation.Id);
        }
    }

    private static IEnumerable<string> Unrecorded(StackState state, ICloud cloud)
    {
        HashSet<(string Type, string? Id)> recorded = [.. state.Resources.Select(r => (r.Urn.Type, r.Id))];
        string run = string.Create(CultureInfo.InvariantCulture, $"{state.Lineage}/{state.Serial}/");
        return cloud.Requested(run)
            .Where(o => !recorded.Contains((o.Type, o.Id)))
            .Select(o => $"The cloud has {o.Type} '{o.Id}', which that run made and the state does not know. Import it, or delete it in the cloud.");
    }
}
