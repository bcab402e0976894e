using System.Buffers;
using System.Globalization;
using Infra.Machine.Files;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.State;

/// <summary>
/// A run that changes a state. Nothing is written until something is to be recorded. What is begun is on the disk before the cloud hears of
/// it; the outcome may wait for the next such write, because after a crash the cloud can be asked for it.
/// </summary>
internal sealed class StateRun(StateStore store, StateReading reading, long fencing) : IDisposable
{
    private const int WaitingLimit = 1 << 16;
    private readonly StateTail tail = new(reading.State);
    private readonly ArrayBufferWriter<byte> waiting = new();
    private readonly long serial = reading.State.Serial + 1;
    private IAppendFile? file;
    private string check = Journal.Start;
    private long requests;

    /// <summary>The state as recorded so far; made anew each time, so not for loops.</summary>
    public StackState State => tail.State;

    /// <summary>The current resource of a URN.</summary>
    public ResourceState? Find(Urn urn) => tail.Find(urn);

    /// <summary>Records, durably, that an operation is about to be done.</summary>
    /// <param name="urn">The resource.</param>
    /// <param name="op">The operation.</param>
    /// <param name="id">Its id where it is known.</param>
    /// <param name="wanted">What it is to become; null for a delete.</param>
    /// <param name="formerly">The URN that it was recorded under, when it is renamed.</param>
    /// <returns>What the cloud is to remember the operation by.</returns>
    public string Begins(Urn urn, StepOp op, string? id, ResourceState? wanted, Urn? formerly = null)
    {
        string request = string.Create(CultureInfo.InvariantCulture, $"{reading.State.Lineage}/{serial}/{++requests}");
        PendingOperation operation = new(urn, op, id, request, wanted, formerly);
        Add(JournalRecord.Of("begin", w => StateJson.WriteOperation(w, operation)), durable: true);
        tail.Begins(operation);
        return request;
    }

    /// <summary>Records that a resource now is as given.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="formerly">The URN that it was recorded under, when it was renamed.</param>
    public void IsDone(ResourceState resource, Urn? formerly = null)
    {
        Add(JournalRecord.Of("done", w =>
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
        Add(JournalRecord.Of("done", w =>
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
        Add(JournalRecord.Of("failed", w => w.WriteString("urn", urn.Value)));
        tail.HasFailed(urn);
    }

    /// <summary>
    /// Ends the run: a new base takes the place of the old base and the run's records. A run that changed nothing and found nothing to recover
    /// writes nothing; one that has an operation without outcome leaves its records for recovery.
    /// </summary>
    /// <param name="order">The place in program order of each resource; the others keep the order that they had.</param>
    /// <param name="outputs">The stack's outputs; null keeps the old ones.</param>
    public void Ends(IReadOnlyDictionary<Urn, int> order, PropertyMap? outputs)
    {
        PropertyMap newOutputs = outputs ?? reading.State.Outputs;
        bool changed = file is not null || reading.NeedsRecovery || !newOutputs.Equals(reading.State.Outputs);
        StackState now = tail.State;
        if (!changed || !now.Pending.IsEmpty)
        {
            Flush();
            return;
        }

        file?.Dispose();
        store.WriteBase(now with
        {
            Serial = serial,
            Fencing = fencing,
            Updated = store.Now,
            Outputs = newOutputs,
            Resources = StateOrder.Arrange(now.Resources, order),
        });
    }

    /// <inheritdoc />
    public void Dispose() => file?.Dispose();

    private void Add(byte[] record, bool durable = false)
    {
        if (file is null)
        {
            // A file of its own: whatever a holder whose lock was broken still writes goes to the old one.
            check = store.WriteBase(reading.State with { Fencing = fencing });
            file = store.Open();
            Write(JournalRecord.Of("run", w =>
            {
                w.WriteNumber("serial", serial);
                w.WriteNumber("fencing", fencing);
            }));
            tail.Runs(serial, fencing);
        }

        Write(record);
        if (durable || waiting.WrittenCount > WaitingLimit)
        {
            Flush();
        }
    }

    private void Write(byte[] record) => waiting.Write(Journal.Line(check, record, out check));

    // The outcome of one step and the beginning of the next go to the disk together.
    private void Flush()
    {
        if (waiting.WrittenCount > 0)
        {
            file!.Append(waiting.WrittenSpan);
            waiting.ResetWrittenCount();
        }
    }
}
