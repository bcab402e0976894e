using Infra.Emulator.Schema;
using Infra.Model.Backends;
using Infra.Model.Properties;

namespace Infra.Emulator;

/// <summary>Who is called what, and who refers to whom.</summary>
internal sealed class CloudIndex
{
    private static readonly string[] HandleOutputs = ["selfLink", "name", "email", "member", "secretId", "repositoryId", "projectId", "accountId", "workloadIdentityPoolId"];
    private readonly Dictionary<string, CloudObject> byHandle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> usersByValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> partsByValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, CloudObject>> byType = new(StringComparer.Ordinal);

    public void Add(CloudObject made)
    {
        (byType.TryGetValue(made.Type, out Dictionary<string, CloudObject>? known) ? known : byType[made.Type] = new(StringComparer.Ordinal))[made.Id] = made;
        foreach (string handle in Handles(made))
        {
            byHandle[$"{made.Type}|{handle}"] = made;
        }

        Add(usersByValue, Values(made, s => s.References), made);
        Add(partsByValue, Values(made, s => s.PartOf), made);
    }

    public void Remove(CloudObject gone)
    {
        if (byType.TryGetValue(gone.Type, out Dictionary<string, CloudObject>? known))
        {
            known.Remove(gone.Id);
        }

        foreach (string handle in Handles(gone))
        {
            byHandle.Remove($"{gone.Type}|{handle}");
        }

        Remove(usersByValue, Values(gone, s => s.References), gone);
        Remove(partsByValue, Values(gone, s => s.PartOf), gone);
    }

    /// <summary>The resources of a type.</summary>
    public IEnumerable<CloudObject> OfType(string type) => byType.TryGetValue(type, out Dictionary<string, CloudObject>? known) ? known.Values : Enumerable.Empty<CloudObject>();

    /// <summary>The resource of a type that a text names: by id, self link or name.</summary>
    public CloudObject? Resolve(string type, string text) => byHandle.GetValueOrDefault($"{type}|{text}");

    /// <summary>The keys of the resources whose inputs name a resource by just this text.</summary>
    public IEnumerable<string> ReferringTo(string type, string text) =>
        usersByValue.TryGetValue($"{text}|{type}", out HashSet<string>? users) ? users : Enumerable.Empty<string>();

    /// <summary>The keys of the resources that refer to this one and are no parts of it.</summary>
    public IEnumerable<string> Users(CloudObject used) =>
        Handles(used)
            .SelectMany(h => ReferringTo(used.Type, h))
            .Where(k => !string.Equals(k, CloudStore.Key(used.Type, used.Id), StringComparison.Ordinal))
            .Except(Parts(used), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>The keys of the resources that are parts of this one.</summary>
    public IEnumerable<string> Parts(CloudObject whole) =>
        Handles(whole)
            .SelectMany(h => partsByValue.TryGetValue($"{h}|{whole.Type}", out HashSet<string>? parts) ? parts : Enumerable.Empty<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static void Add(Dictionary<string, HashSet<string>> keys, IEnumerable<string> values, CloudObject made)
    {
        foreach (string value in values)
        {
            (keys.TryGetValue(value, out HashSet<string>? known) ? known : keys[value] = new(StringComparer.Ordinal)).Add(CloudStore.Key(made.Type, made.Id));
        }
    }

    private static void Remove(Dictionary<string, HashSet<string>> keys, IEnumerable<string> values, CloudObject gone)
    {
        foreach (string value in values)
        {
            if (keys.TryGetValue(value, out HashSet<string>? known))
            {
                known.Remove(CloudStore.Key(gone.Type, gone.Id));
            }
        }
    }

    private static IEnumerable<string> Handles(CloudObject made)
    {
        IEnumerable<string> called = SchemaCatalog.Shared.Find(made.Type)?.AlsoCalled.Select(c => OutputTemplate.Text(c, made.Inputs, made.Id)) ?? [];
        return HandleOutputs.Select(made.Outputs.Text).OfType<string>().Concat(called).Prepend(made.Id).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Values(CloudObject made, Func<TypeSchema, IReadOnlyDictionary<string, string>> inputs) =>
        SchemaCatalog.Shared.Find(made.Type) is { } schema ? inputs(schema).SelectMany(r => PathValues.At(made.Inputs, r.Key).OfType<StringValue>().Select(v => $"{v.Value}|{r.Value}")) : [];
}
