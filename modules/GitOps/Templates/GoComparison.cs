namespace Infra.GitOps.Templates;

/// <summary>Comparison as <c>eq</c> and <c>lt</c> have it: of basic values of one kind only.</summary>
/// <remarks>Source: text/template, funcs.go.</remarks>
internal static class GoComparison
{
    /// <summary>Whether two values are equal.</summary>
    /// <exception cref="FunctionException">They are of different kinds, or lists or maps.</exception>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, NilList) or (NilList, null) => true,
        (null, _) or (_, null) => false,
        (string a, string b) => a == b,
        (bool a, bool b) => a == b,
        (double a, double b) => a.CompareTo(b + 0d) == 0 && !double.IsNaN(a),
        (long or GoInt64, long or GoInt64) => GoValue.Whole(left) == GoValue.Whole(right),
        _ => throw Different(left, right),
    };

    /// <summary>Below 0 when the first is less, above when it is greater.</summary>
    /// <exception cref="FunctionException">They are of different kinds, or have no order.</exception>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? throw new FunctionException("NaN has no order") : a.CompareTo(b),
        (long or GoInt64, long or GoInt64) => GoValue.Whole(left).CompareTo(GoValue.Whole(right)),
        _ => throw Different(left, right),
    };

    private static FunctionException Different(object? left, object? right) => new($"{GoValue.Kind(left)} and {GoValue.Kind(right)} cannot be compared; numbers of parameters are float64, which int makes whole");
}
