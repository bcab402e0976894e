namespace Infra.GitOps.Templates;

/// <summary>Keys or values of a map as sprig gives them: in another order each time, so that only <c>sortAlpha</c> and what counts may take them.</summary>
/// <param name="items">The items, which are two at least.</param>
internal sealed class UnorderedList(IEnumerable<object?> items) : List<object?>(items)
{
    private static readonly HashSet<string> Orderless = new(StringComparer.Ordinal) { "sortAlpha", "len", "has", "empty", "not", "kindOf", "kindIs" };

    /// <summary>The list, or what is known of it when it has an order.</summary>
    public static List<object?> Of(List<object?> items) => items.Count < 2 ? items : new UnorderedList(items);

    /// <summary>Refuses a value whose order would show.</summary>
    /// <exception cref="FunctionException">It has none.</exception>
    public static void Refuse(object? value, string? function = null)
    {
        if (value is UnorderedList && (function is null || !Orderless.Contains(function)))
        {
            throw new FunctionException("keys and values come in another order each time; sort them with sortAlpha");
        }
    }
}
