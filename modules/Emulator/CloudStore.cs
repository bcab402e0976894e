using System.Text.Json;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Properties;

namespace Infra.Emulator;

/// <summary>
/// What exists in the pretended cloud, apart from any state: one journal a stack, so that stacks can be applied side by side; all of them are
/// read, because names are global.
/// </summary>
internal sealed class CloudStore(IFileSystem files, string folder, string stack)
{
    private const string Schema = "infra.cloud/v1";
    private readonly Dictionary<string, CloudObject> objects = new(StringComparer.Ordinal);
    private readonly HashSet<string> own = new(StringComparer.Ordinal);
    private IAppendFile? file;
    private string check = Journal.Start;
    private ReadOnlyMemory<byte> good;
    private bool dirty;

    /// <summary>Everything that exists.</summary>
    public IEnumerable<CloudObject> Objects => objects.Values;

    /// <summary>What this stack made.</summary>
    public IEnumerable<CloudObject> Own => own.Select(key => objects[key]);

    private string OwnFile => stack + ".jsonl";

    /// <summary>The key of an object: two types may have one id.</summary>
    public static string Key(string type, string id) => $"{type}|{id}";

    /// <summary>Reads every stack's part.</summary>
    public void Load()
    {
        foreach (string name in files.List(folder).Where(n => n.EndsWith(".jsonl", StringComparison.Ordinal)))
        {
            bool isOwn = string.Equals(name, OwnFile, StringComparison.Ordinal);
            byte[] content = files.Read(Path.Combine(folder, name)) ?? [];
            JournalReading journal = Journal.Read(content);
            RefuseLostRecords(name, content.AsSpan((int)journal.GoodLength));
            foreach (JournalLine line in journal.Lines)
            {
                using JsonDocument document = JsonDocument.Parse(line.Json);
                Replay(document.RootElement, isOwn);
            }

            if (isOwn && journal.Lines.Count > 0)
            {
                (check, good) = (journal.Lines[^1].Check, content.AsMemory(0, (int)journal.GoodLength));
            }
        }
    }

    public CloudObject? Find(string type, string id) => FindByKey(Key(type, id));

    public CloudObject? FindByKey(string key) => objects.GetValueOrDefault(key);

    /// <summary>Whether this stack made it.</summary>
    public bool IsOwn(string key) => own.Contains(key);

    public void Put(CloudObject made)
    {
        Set(made);
        own.Add(Key(made.Type, made.Id));
        Append(PutRecord(made));
    }

    public void Remove(string type, string id)
    {
        objects.Remove(Key(type, id));
        own.Remove(Key(type, id));
        Append(JournalRecord.Of("remove", w =>
        {
            w.WriteString("type", type);
            w.WriteString("id", id);
        }));
    }

    /// <summary>Ends a run: the stack's journal is written anew, without what came and went.</summary>
    public void Save()
    {
        file?.Dispose();
        file = null;
        if (!dirty)
        {
            return;
        }

        using MemoryStream content = new();
        string previous = Journal.Start;
        content.Write(Journal.Line(previous, Header(), out previous));
        foreach (string key in own.Order(StringComparer.Ordinal))
        {
            content.Write(Journal.Line(previous, PutRecord(objects[key]), out previous));
        }

        files.Replace(Path.Combine(folder, OwnFile), content.GetBuffer().AsMemory(0, (int)content.Length));
        (check, good, dirty) = (previous, content.ToArray(), false);
    }

    private void Replay(JsonElement record, bool isOwn)
    {
        switch (record.GetProperty("kind").GetString())
        {
            case "put":
                CloudObject made = new(
                    record.GetProperty("type").GetString()!,
                    record.GetProperty("id").GetString()!,
                    PropertyJson.ReadMap(record.GetProperty("inputs")),
                    PropertyJson.ReadMap(record.GetProperty("outputs"))) { Request = JournalRecord.Text(record, "request") };
                Set(made);
                if (isOwn)
                {
                    own.Add(Key(made.Type, made.Id));
                }

                break;
            case "remove":
                string key = Key(record.GetProperty("type").GetString()!, record.GetProperty("id").GetString()!);
                objects.Remove(key);
                own.Remove(key);
                break;
            default:
                break;
        }
    }

    // A process that is killed leaves half a line at most.
    private void RefuseLostRecords(string name, ReadOnlySpan<byte> dropped)
    {
        int end = dropped.IndexOf((byte)'\n');
        if (end >= 0 && end + 1 < dropped.Length)
        {
            throw new InfraException(
                ErrorKind.Failed, $"The emulator's file {Path.Combine(folder, name)} is damaged: a line does not check, and others stand behind it. Nothing was changed. Put back a good copy of the file.");
        }
    }

    private void Set(CloudObject made) => objects[Key(made.Type, made.Id)] = made;

    private void Append(byte[] record)
    {
        dirty = true;
        if (file is null)
        {
            // A file of its own, as the state has: a holder whose lock was broken writes to the old one.
            if (good.IsEmpty)
            {
                good = Journal.Line(Journal.Start, Header(), out check);
            }

            files.Replace(Path.Combine(folder, OwnFile), good);
            file = files.Append(Path.Combine(folder, OwnFile));
        }

        // A cloud keeps its own promises; what must survive a power cut is the state, not the pretended cloud.
        file.Append(Journal.Line(check, record, out check), durable: false);
    }

    private static byte[] Header() => JournalRecord.Of("cloud", w => w.WriteString("schema", Schema));

    private static byte[] PutRecord(CloudObject made) => JournalRecord.Of("put", w =>
    {
        w.WriteString("type", made.Type);
        w.WriteString("id", made.Id);
        if (made.Request is { } request)
        {
            w.WriteString("request", request);
        }

        w.WritePropertyName("inputs");
        PropertyJson.Write(w, made.Inputs, SecretForm.Digest);
        w.WritePropertyName("outputs");
        PropertyJson.Write(w, made.Outputs, SecretForm.Digest);
    });
}
