using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Properties;

namespace Infra.Engine.State;

/// <summary>
/// The state of one stack on disk: a base (every resource, closed by a record that counts them) and behind it the records of the run that
/// is under way. The end of a run writes a new base. A file without its closing record is refused; a run without its end is what a crash
/// leaves, and is read as far as it goes.
/// </summary>
internal sealed class StateStore(IFileSystem files, string path, string project, string stack, FreshIdentity identity, TimeProvider clock)
{
    private const string Header = "state";
    private const string Resource = "resource";
    private const string Base = "base";
    private string source = $"The state file {path}";

    /// <summary>The time, for the record of the last change.</summary>
    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Reads the state; a stack that was never applied has an empty one.</summary>
    /// <exception cref="InfraException">The file is not a state, not this stack's, or damaged.</exception>
    public StateReading Load()
    {
        return files.Read(path) is { } content ? Parse(content) : new StateReading(Fresh(), HasFile: false, IsUnfinished: false, 0);
    }

    /// <summary>The state's bytes as they are; null where nothing was applied.</summary>
    public byte[]? Export() => files.Read(path);

    /// <summary>Removes the state; nothing happens where there is none.</summary>
    public void Remove() => files.Delete(path);

    /// <summary>Reads a state from bytes that stand somewhere else.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="name">What messages call them; null for the state's own file.</param>
    /// <exception cref="InfraException">They are not a state, not this stack's, or damaged.</exception>
    public StateReading Parse(byte[] content, string? name = null)
    {
        source = name ?? $"The state file {path}";
        JournalReading journal = Journal.Read(content);
        try
        {
            RefuseLostRecords(content.AsMemory((int)journal.GoodLength), journal.Lines.Count);
            return Replay(journal);
        }
        catch (Exception malformed) when (IsMalformed(malformed))
        {
            throw Damaged($"a record is not what it should be: {malformed.Message.TrimEnd('.')}", malformed);
        }
    }

    /// <summary>The fencing number in the state's header; 0 where there is none.</summary>
    public long LastFencing()
    {
        JournalReading journal = Journal.Read(FirstLine(files.Read(path) ?? []));
        try
        {
            return journal.Lines.Count == 0 ? 0 : ReadHeader(journal.Lines[0].Json).Fencing;
        }
        catch (Exception malformed) when (IsMalformed(malformed))
        {
            throw Damaged("its header is not what it should be", malformed);
        }
    }

    /// <summary>Begins a run: from here every step is recorded before and after it is done.</summary>
    /// <param name="reading">What was read, recovered.</param>
    /// <param name="fencing">The number of the lock that the run holds.</param>
    public StateRun Begins(StateReading reading, long fencing) => new(this, reading, fencing);

    /// <summary>Opens the file behind its last record.</summary>
    internal IAppendFile Open() => files.Append(path);

    private StackState Fresh() => new()
    {
        Stack = stack,
        Project = project,
        Lineage = identity.Lineage,
        Serial = 0,
        SecretKey = identity.SecretKey,
    };

    private StateReading Replay(JournalReading journal)
    {
        if (journal.Lines.Count == 0)
        {
            throw Damaged("it has no readable record");
        }

        StackState? state = null;
        List<ResourceState> resources = [];
        int line = 0;
        for (; line < journal.Lines.Count; line++)
        {
            if (line == 0)
            {
                state = ReadHeader(journal.Lines[line].Json);
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(journal.Lines[line].Json);
            JsonElement record = document.RootElement;
            string kind = record.GetProperty("kind").GetString()!;
            if (string.Equals(kind, Resource, StringComparison.Ordinal))
            {
                resources.Add(StateJson.ReadResource(record));
            }
            else if (string.Equals(kind, Base, StringComparison.Ordinal) && record.GetProperty("count").GetInt32() == resources.Count)
            {
                state = state! with { Resources = [.. resources], Outputs = PropertyJson.ReadMap(record.GetProperty("outputs")), Pending = [] };
                break;
            }
            else
            {
                throw Damaged($"line {line + 1} is a '{kind}' where a resource or the end of the base should be");
            }
        }

        if (line == journal.Lines.Count)
        {
            throw Damaged("the end of its base is missing");
        }

        bool unfinished = line < journal.Lines.Count - 1;
        StateTail tail = new(state!);
        for (line++; line < journal.Lines.Count; line++)
        {
            using JsonDocument document = JsonDocument.Parse(journal.Lines[line].Json);
            tail.Replay(document.RootElement);
        }

        StackState result = tail.State;
        if (unfinished)
        {
            // New resources stand at the end until the run ends, also those that older ones need by now.
            result = result with { Resources = StateOrder.Arrange(result.Resources, new Dictionary<Urn, int>()) };
        }

        if (StateIntegrity.Check(result) is { Count: > 0 } problems)
        {
            throw Damaged(string.Join(' ', problems));
        }

        return new StateReading(result, HasFile: true, unfinished, journal.DroppedLength);
    }

    // A crash tears only what was not durable yet. Whatever stands behind the record of a begun operation was written after that record was on
    // the disk, so such a record among the dropped bytes was altered by something else, and what followed it must not be forgotten.
    private void RefuseLostRecords(ReadOnlyMemory<byte> dropped, int goodLines)
    {
        int begun = dropped.Span.IndexOf(StateJson.BeginMark);
        int end = begun < 0 ? -1 : dropped.Span[begun..].IndexOf((byte)'\n');
        if (end >= 0 && begun + end + 1 < dropped.Length)
        {
            throw Damaged($"line {goodLines + 1} does not check, and records that were safely on the disk stand behind it");
        }
    }

    private static ReadOnlyMemory<byte> FirstLine(byte[] content) => content.AsMemory(0, content.AsSpan().IndexOf((byte)'\n') + 1);

    private static bool IsMalformed(Exception exception) =>
        exception is FormatException or KeyNotFoundException or InvalidOperationException or JsonException or ArgumentException;

    private StackState ReadHeader(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement record = document.RootElement;
        if (!string.Equals(record.GetProperty("kind").GetString(), Header, StringComparison.Ordinal) || !string.Equals(JournalRecord.Text(record, "schema"), StateJson.Schema, StringComparison.Ordinal))
        {
            throw Damaged($"it does not begin with a {StateJson.Schema} header");
        }

        string owner = $"{JournalRecord.Text(record, "project")}/{JournalRecord.Text(record, "stack")}";
        if (!string.Equals(owner, $"{project}/{stack}", StringComparison.Ordinal))
        {
            throw new InfraException(ErrorKind.Failed, $"{path} is the state of {owner}, not of {project}/{stack}. Put the right file in its place.");
        }

        return new StackState
        {
            Stack = stack,
            Project = project,
            Lineage = JournalRecord.Text(record, "lineage")!,
            Serial = record.GetProperty("serial").GetInt64(),
            Fencing = record.GetProperty("fencing").GetInt64(),
            SecretKey = [.. record.GetProperty("secretKey").GetBytesFromBase64()],
            Updated = JournalRecord.Text(record, "updated") is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
        };
    }

    /// <summary>Puts a new base in the place of everything.</summary>
    /// <returns>The check of its last line.</returns>
    internal string WriteBase(StackState state)
    {
        if (StateIntegrity.Check(state) is { Count: > 0 } problems)
        {
            throw new InfraException(ErrorKind.Bug, $"The new state of {project}/{stack} would not be valid and was not written: {string.Join(' ', problems)}");
        }

        using MemoryStream content = new();
        string check = Journal.Start;
        void Add(byte[] record) => content.Write(Journal.Line(check, record, out check));

        Add(JournalRecord.Of(Header, w =>
        {
            w.WriteString("schema", StateJson.Schema);
            w.WriteString("project", project);
            w.WriteString("stack", stack);
            w.WriteString("lineage", state.Lineage);
            w.WriteNumber("serial", state.Serial);
            w.WriteNumber("fencing", state.Fencing);
            w.WriteBase64String("secretKey", state.SecretKey.AsSpan());
            if (state.Updated is { } updated)
            {
                w.WriteString("updated", updated.ToString("O", CultureInfo.InvariantCulture));
            }
        }));
        foreach (ResourceState resource in state.Resources)
        {
            Add(JournalRecord.Of(Resource, w => StateJson.WriteResource(w, resource)));
        }

        Add(JournalRecord.Of(Base, w =>
        {
            w.WriteNumber("count", state.Resources.Length);
            w.WritePropertyName("outputs");
            PropertyJson.Write(w, state.Outputs, SecretForm.Digest);
        }));
        files.Replace(path, content.GetBuffer().AsMemory(0, (int)content.Length));
        return check;
    }

    private InfraException Damaged(string what, Exception? cause = null) =>
        new(ErrorKind.Failed, $"{source} is damaged: {what}. Nothing was changed. Put back a good copy of the file; `infra state import` checks one before it takes it.", cause);
}
