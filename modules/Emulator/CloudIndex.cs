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
    private readonly Dictionary<string, Dictionary<string, CloudObject>> byType = new(StringComparer.Ordinal);

    public void Add(CloudObject made)
    {
        (byType.TryGetValue(made.Type, out Dictionary<string, CloudObject>? known) ? known : byType[made.Type] = new(StringComparer.Ordinal))[made.Id] = made;
        foreach (string handle in Handles(made))
        {
            byHandle[$"{made.Type}|{handle}"] = made;
        }

        foreach (string value in Values(made))
        {
            (usersByValue.TryGetValue(value, out HashSet<string>? users) ? users : usersByValue[value] = new(StringComparer.Ordinal)).Add(CloudStore.Key(made.Type, made.Id));
        }
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

        foreach (string value in Values(gone))
        {
            if (usersByValue.TryGetValue(value, out HashSet<string>? users))
            {
                users.Remove(CloudStore.Key(gone.Type, gone.Id));
            }
        }
    }

    /// <summary>The resources of a type.</summary>
    public IEnumerable<CloudObject> OfType(string type) => byType.TryGetValue(type, out Dictionary<string, CloudObject>? known) ? known.Values : Enumerable.Empty<CloudObject>();

    /// <summary>The resource of a type that a text names: by id, self link or name.</summary>
    public CloudObject? Resolve(string type, string text) => byHandle.GetValueOrDefault($"{type}|{text}");

    /// <summary>The keys of the resources whose inputs name a resource by just this text.</summary>
    public IEnumerable<string> ReferringTo(string type, string text) =>
        usersByValue.TryGetValue($"{text}|{type}", out HashSet<string>? users) ? users : Enumerable.Empty<string>();

    /// <summary>The keys of the resources that refer to this one.</summary>
    public IEnumerable<string> Users(CloudObject used) =>
        Handles(used)
            .SelectMany(h => ReferringTo(used.Type, h))
            .Where(k => !string.Equals(k, CloudStore.Key(used.Type, used.Id), StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Handles(CloudObject made) =>
        HandleOutputs.Select(made.Outputs.Text).OfType<string>().Prepend(made.Id).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Values(CloudObject made)
    {
        if (SchemaCatalog.Shared.Find(made.Type) is not { } schema)
        {
            return [];
        }

        return schema.References.SelectMany(r => PathValues.At(made.Inputs, r.Key).OfType<StringValue>().Select(v => $"{v.Value}|{r.Value}"));
    }
}
