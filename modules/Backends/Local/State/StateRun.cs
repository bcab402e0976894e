using System.Text.Json;

namespace Infra.Backends.Local;

/// <summary>A run that changes a state. Nothing is written until something is to be recorded; every record is durable before the next step.</summary>
internal sealed class StateRun(StateStore store, StateReading reading) : IDisposable
{
    private readonly StateTail tail = new(reading.State);
    private IAppendFile? file;
    private string check = reading.Check;

    /// <summary>The state as recorded so far; made anew each time, so not for loops.</summary>
    public StackState State => tail.State;

    /// <summary>The current resource of a URN.</summary>
    public ResourceState? Find(Urn urn) => tail.Find(urn);

    /// <summary>Records that an operation is about to be done.</summary>
    public void Begins(Urn urn, StepOp op, string? id)
    {
        Add(StateJson.Record("begin", w =>
        {
            w.WriteString("urn", urn.Value);
            w.WriteString("op", PlanJson.Name(op));
            if (id is not null)
            {
                w.WriteString("id", id);
            }
        }));
        tail.Begins(new PendingOperation(urn, op, id));
    }

    /// <summary>Records that a resource now is as given.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="formerly">The URN that it was recorded under, when it was renamed.</param>
    public void IsDone(ResourceState resource, Urn? formerly = null)
    {
        Add(StateJson.Record("done", w =>
        {
            if (formerly is { } former)
            {
                w.WriteString("formerly", former.Value);
            }

            w.WriteStartObject("resource");
            StateJson.WriteResource(w, resource);
            w.WriteEndObject();
        }));
        tail.IsDone(resource, formerly);
    }

    /// <summary>Records that a resource is gone.</summary>
    public void IsGone(Urn urn, string? id)
    {
        Add(StateJson.Record("done", w =>
        {
            w.WriteString("gone", urn.Value);
            if (id is not null)
            {
                w.WriteString("id", id);
            }
        }));
        tail.IsGone(urn, id);
    }

    /// <summary>Records that an operation was refused and nothing was done.</summary>
    public void HasFailed(Urn urn)
    {
        Add(StateJson.Record("failed", w => w.WriteString("urn", urn.Value)));
        tail.HasFailed(urn);
    }

    /// <summary>Ends the run: the new base takes the place of the old base and the run's records. A run that changed nothing writes nothing.</summary>
    /// <param name="order">The place in program order of each resource; the others keep the order that they had.</param>
    /// <param name="outputs">The stack's outputs; null keeps the old ones.</param>
    public void Ends(IReadOnlyDictionary<Urn, int> order, PropertyMap? outputs)
    {
        PropertyMap newOutputs = outputs ?? reading.State.Outputs;
        bool changed = file is not null || !newOutputs.Equals(reading.State.Outputs);
        bool leftovers = reading.GoodLength > 0 && (reading.DroppedLength > 0 || !reading.InDoubt.IsEmpty);
        if (!changed && !leftovers)
        {
            return;
        }

        StackState now = tail.State;
        file?.Dispose();
        store.WriteBase(now with
        {
            Serial = reading.State.Serial + 1,
            Updated = store.Now,
            Outputs = newOutputs,
            Resources = StateOrder.Arrange(now.Resources, order),
        });
    }

    /// <inheritdoc />
    public void Dispose() => file?.Dispose();

    private void Add(byte[] record)
    {
        if (file is null)
        {
            file = store.Open(reading, out check);
            Write(StateJson.Record("run", w => w.WriteNumber("serial", reading.State.Serial + 1)));
            tail.Runs(reading.State.Serial + 1);
        }

        Write(record);
    }

    private void Write(byte[] record) => file!.Append(Journal.Line(check, record, out check));
}
