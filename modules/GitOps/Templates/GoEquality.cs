namespace Infra.GitOps;

/// <summary>Values that <c>eq</c> takes for one are one: for sets of values.</summary>
internal sealed class GoEquality : IEqualityComparer<object?>
{
    public static GoEquality Instance { get; } = new();

    public new bool Equals(object? left, object? right) => GoValue.AreEqual(left, right);

    public int GetHashCode(object? value) => value switch
    {
        null => 0,
        long or double => GoValue.Number(value).GetHashCode(),
        IDictionary<string, object?> map => map.Aggregate(map.Count, (hash, e) => hash ^ HashCode.Combine(e.Key, GetHashCode(e.Value))),
        List<object?> list => list.Aggregate(new HashCode(), (hash, item) => Added(hash, GetHashCode(item)), hash => hash.ToHashCode()),
        _ => value.GetHashCode(),
    };

    private static HashCode Added(HashCode hash, int item)
    {
        hash.Add(item);
        return hash;
    }
}
