using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Backends.Local;

/// <summary>A state while a run changes it, record by record; also what reads those records back after a crash.</summary>
internal sealed class StateTail
{
    private readonly StackState start;
    private readonly List<ResourceState?> resources;
    private readonly Dictionary<Urn, int> places = [];
    private readonly Dictionary<Urn, PendingOperation> pending = [];
    private long serial;

    public StateTail(StackState start)
    {
        this.start = start;
        serial = start.Serial;
        resources = [.. start.Resources];
        for (int i = 0; i < resources.Count; i++)
        {
            if (resources[i] is { PendingDelete: false } resource)
            {
                places[resource.Urn] = i;
            }
        }

        foreach (PendingOperation operation in start.Pending)
        {
            pending[operation.Urn] = operation;
        }
    }

    /// <summary>The state now; made anew each time, so not for loops.</summary>
    public StackState State => start with { Serial = serial, Resources = [.. resources.OfType<ResourceState>()], Pending = InDoubt };

    /// <summary>Operations without an outcome, in ordinal order of their resources.</summary>
    public ImmutableArray<PendingOperation> InDoubt => [.. pending.Values.OrderBy(p => p.Urn.Value, StringComparer.Ordinal)];

    /// <summary>The current resource of a URN; the old half of a replacement does not count.</summary>
    public ResourceState? Find(Urn urn) => places.TryGetValue(urn, out int index) ? resources[index] : null;

    public void Runs(long newSerial) => serial = newSerial;

    public void Begins(PendingOperation operation) => pending[operation.Urn] = operation;

    public void HasFailed(Urn urn) => pending.Remove(urn);

    public void IsDone(ResourceState resource, Urn? formerly)
    {
        pending.Remove(resource.Urn);
        if (resource.PendingDelete)
        {
            // The old half of a replacement keeps its place; the new half comes at the end.
            resources[places[resource.Urn]] = resource;
            places.Remove(resource.Urn);
            return;
        }

        if (places.Remove(formerly ?? resource.Urn, out int index))
        {
            resources[index] = resource;
        }
        else
        {
            index = resources.Count;
            resources.Add(resource);
        }

        places[resource.Urn] = index;
    }

    public void IsGone(Urn urn, string? id)
    {
        pending.Remove(urn);
        int index = places.TryGetValue(urn, out int current) && string.Equals(resources[current]!.Id, id, StringComparison.Ordinal)
            ? current
            : resources.FindIndex(r => r is { PendingDelete: true } && r.Urn == urn && string.Equals(r.Id, id, StringComparison.Ordinal));
        if (index < 0)
        {
            throw new FormatException($"{urn} is said to be gone and was not there.");
        }

        if (!resources[index]!.PendingDelete)
        {
            places.Remove(urn);
        }

        resources[index] = null;
    }

    /// <summary>Applies a record that was read from a file.</summary>
    public void Replay(JsonElement record)
    {
        switch (record.GetProperty("kind").GetString())
        {
            case "run":
                Runs(record.GetProperty("serial").GetInt64());
                break;
            case "begin":
                Begins(new PendingOperation(RecordedUrn(record, "urn"), ReadOp(record.GetProperty("op").GetString()), StateJson.Text(record, "id")));
                break;
            case "failed":
                HasFailed(RecordedUrn(record, "urn"));
                break;
            case "done" when StateJson.Text(record, "gone") is { } gone:
                IsGone(new Urn(gone), StateJson.Text(record, "id"));
                break;
            case "done":
                IsDone(StateJson.ReadResource(record.GetProperty("resource")), StateJson.Text(record, "formerly") is { } formerly ? new Urn(formerly) : null);
                break;
            case var other:
                throw new FormatException($"'{other}' is not a record of a run.");
        }
    }

    private static Urn RecordedUrn(JsonElement record, string name) => new(record.GetProperty(name).GetString()!);

    private static StepOp ReadOp(string? name)
    {
        foreach (StepOp op in Enum.GetValues<StepOp>())
        {
            if (string.Equals(PlanJson.Name(op), name, StringComparison.Ordinal))
            {
                return op;
            }
        }

        throw new FormatException($"'{name}' is not an operation.");
    }
}
