using System.Collections.Immutable;
using System.Text.Json;
using Infra.Machine.Files;

namespace Infra.Engine.State;

/// <summary>A state while a run changes it, record by record; also what reads those records back after a crash.</summary>
internal sealed class StateTail
{
    private readonly StackState start;
    private readonly List<ResourceState?> resources;
    private readonly Dictionary<Urn, int> places = [];
    private readonly Dictionary<(Urn Urn, string? Id), int> oldHalves = [];
    private readonly Dictionary<Urn, PendingOperation> pending = [];
    private readonly RenamedUrns renamed = new();
    private long serial;
    private long fencing;

    public StateTail(StackState start)
    {
        this.start = start;
        (serial, fencing) = (start.Serial, start.Fencing);
        resources = [.. start.Resources];
        for (int i = 0; i < resources.Count; i++)
        {
            ResourceState resource = resources[i]!;
            if (resource.PendingDelete)
            {
                oldHalves[(resource.Urn, resource.Id)] = i;
            }
            else
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
    public StackState State => start with
    {
        Serial = serial,
        Fencing = fencing,
        Resources = [.. resources.OfType<ResourceState>().Select(renamed.Follow)],
        Pending = [.. pending.Values.OrderBy(p => p.Urn.Value, StringComparer.Ordinal)],
    };

    /// <summary>The current resource of a URN; the old half of a replacement does not count.</summary>
    public ResourceState? Find(Urn urn) => places.TryGetValue(urn, out int index) ? resources[index] : null;

    /// <summary>A run begins.</summary>
    /// <exception cref="FormatException">Its lock is older than one that wrote before it.</exception>
    public void Runs(long newSerial, long newFencing)
    {
        if (newFencing < fencing)
        {
            throw new FormatException($"The run {newSerial} has lock {newFencing}, and lock {fencing} wrote before it.");
        }

        (serial, fencing) = (newSerial, newFencing);
    }

    public void Begins(PendingOperation operation) => pending[operation.Urn] = operation;

    public void HasFailed(Urn urn) => pending.Remove(urn);

    public void IsDone(ResourceState resource, Urn? formerly)
    {
        pending.Remove(resource.Urn);
        if (resource.PendingDelete)
        {
            // The old half of a replacement keeps its place; the new half comes at the end.
            if (!places.Remove(resource.Urn, out int place))
            {
                throw new FormatException($"{resource.Urn} is said to be replaced and was not there.");
            }

            resources[place] = resource;
            oldHalves[(resource.Urn, resource.Id)] = place;
            return;
        }

        Rename(resource.Urn, formerly);
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
        if (places.TryGetValue(urn, out int index) && string.Equals(resources[index]!.Id, id, StringComparison.Ordinal))
        {
            places.Remove(urn);
        }
        else if (!oldHalves.Remove((urn, id), out index))
        {
            throw new FormatException($"{urn} is said to be gone and was not there.");
        }

        resources[index] = null;
    }

    /// <summary>Applies a record that was read from a file.</summary>
    public void Replay(JsonElement record)
    {
        switch (record.GetProperty("kind").GetString())
        {
            case "run":
                Runs(record.GetProperty("serial").GetInt64(), record.GetProperty("fencing").GetInt64());
                break;
            case "begin":
                Begins(StateJson.ReadOperation(record));
                break;
            case "failed":
                HasFailed(new Urn(record.GetProperty("urn").GetString()!));
                break;
            case "done" when JournalRecord.Text(record, "gone") is { } gone:
                IsGone(new Urn(gone), JournalRecord.Text(record, "id"));
                break;
            case "done":
                IsDone(StateJson.ReadResource(record.GetProperty("resource")), StateJson.ReadUrn(record, "formerly"));
                break;
            case var other:
                throw new FormatException($"'{other}' is not a record of a run.");
        }
    }

    // Where the old name is given to another resource, what was recorded before must follow the rename first.
    private void Rename(Urn now, Urn? formerly)
    {
        if (renamed.Has(now))
        {
            for (int i = 0; i < resources.Count; i++)
            {
                resources[i] = resources[i] is { } resource ? renamed.Follow(resource) : null;
            }

            renamed.Clear();
        }

        if (formerly is { } former && former != now)
        {
            renamed.Add(former, now);
        }
    }
}
