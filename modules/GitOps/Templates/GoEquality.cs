namespace Infra.GitOps.Templates;

/// <summary>Values that are one to Go's <c>reflect.DeepEqual</c>, by which sprig tells values apart: 1 and 1.0 are two.</summary>
internal sealed class GoEquality : IEqualityComparer<object?>
{
    public static GoEquality Instance { get; } = new();

    /// <exception cref="FunctionException">They are lists with the same in them, which are equal to Go only if they were made alike.</exception>
    public new bool Equals(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (IDictionary<string, object?> a, IDictionary<string, object?> b) => a is TextMap == b is TextMap && a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out object? other) && Equals(e.Value, other)),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(p => Equals(p.First, p.Second)) && MadeAlike(),
        (double a, double b) => a.CompareTo(b + 0d) == 0 && !double.IsNaN(a),
        _ => left.Equals(right),
    };

    public int GetHashCode(object? value) => value switch
    {
        null => 0,
        IDictionary<string, object?> map => map.Aggregate(map.Count, (hash, e) => hash ^ HashCode.Combine(e.Key, GetHashCode(e.Value))),
        List<object?> list => list.Aggregate(new HashCode(), (hash, item) => Added(hash, GetHashCode(item)), hash => hash.ToHashCode()),
        double number => number == 0 ? 0 : number.GetHashCode(),
        _ => value.GetHashCode(),
    };

    // []string and []interface {} are not equal, and neither are a list that was never made and an empty one.
    private static bool MadeAlike() => throw new FunctionException("lists with the same in them are equal to Go only if one function made both; compare what join makes of them");

    private static HashCode Added(HashCode hash, int item)
    {
        hash.Add(item);
        return hash;
    }
}
