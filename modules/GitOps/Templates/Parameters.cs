namespace Infra.GitOps.Templates;

/// <summary>What a template was given, which no function may change: Argo CD fills the other fields of the Application with the same maps.</summary>
/// <param name="root">The parameters.</param>
internal sealed class Parameters(object? root)
{
    private HashSet<object>? maps;

    /// <summary>Refuses to change a map that is one of the parameters or below them.</summary>
    /// <exception cref="FunctionException">It is.</exception>
    public void RefuseChange(object? map)
    {
        if (map is not null && (maps ??= Below(root)).Contains(map))
        {
            throw new FunctionException("it would change the parameters, which other fields of the Application are filled with too; take a copy with deepCopy");
        }
    }

    /// <summary>JSON has floating numbers only.</summary>
    public static object? Floating(object? value) => value switch
    {
        long whole => (double)whole,
        Dictionary<string, object?> map => map.ToDictionary(e => e.Key, e => Floating(e.Value), StringComparer.Ordinal),
        List<object?> list => list.Select(Floating).ToList(),
        _ => value,
    };

    private static HashSet<object> Below(object? value)
    {
        HashSet<object> found = new(ReferenceEqualityComparer.Instance);
        Stack<object?> open = new([value]);
        while (open.TryPop(out object? next))
        {
            if (next is IDictionary<string, object?> map && found.Add(map))
            {
                foreach (object? below in map.Values)
                {
                    open.Push(below);
                }
            }
            else if (next is List<object?> list && found.Add(list))
            {
                list.ForEach(open.Push);
            }
        }

        return found;
    }
}
