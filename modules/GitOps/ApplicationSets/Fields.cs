using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>A map of a manifest with its place, so that every error can say where.</summary>
internal sealed record Fields(string Set, string Path, Dictionary<string, object?> Values)
{
    public int Count => Values.Count;

    public bool Has(string key) => Values.ContainsKey(key);

    public ApplicationSetException Error(string key, string reason) => new(Set, Below(key), reason);

    public string Text(string key) => TextOrNull(key) ?? throw Error(key, "is missing");

    public string? TextOrNull(string key) => Values.GetValueOrDefault(key) switch
    {
        null => null,
        string text => text,
        bool or long or double => GoValue.Print(Values[key]),
        var other => throw Error(key, $"is {GoValue.Kind(other)} and must be a text"),
    };

    public bool Flag(string key) => Values.GetValueOrDefault(key) switch
    {
        null => false,
        bool flag => flag,
        _ => throw Error(key, "must be true or false"),
    };

    public Fields Child(string key) => new(Set, Below(key), Map(key));

    public Dictionary<string, object?> Map(string key) => Values.GetValueOrDefault(key) switch
    {
        null => new(StringComparer.Ordinal),
        Dictionary<string, object?> map => map,
        var other => throw Error(key, $"is {GoValue.Kind(other)} and must be a map"),
    };

    public IEnumerable<Fields> List(string key) =>
        Items(key).Select((item, i) => new Fields(Set, $"{Below(key)}[{i}]", item as Dictionary<string, object?> ?? throw Error($"{key}[{i}]", "must be a map")));

    public IEnumerable<string> Texts(string key) => Items(key).Select(GoValue.Print);

    private string Below(string key) => key.Length == 0 ? Path : Path.Length == 0 ? key : $"{Path}.{key}";

    private List<object?> Items(string key) => Values.GetValueOrDefault(key) switch
    {
        null => [],
        List<object?> list => list,
        var other => throw Error(key, $"is {GoValue.Kind(other)} and must be a list"),
    };
}
