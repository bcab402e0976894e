namespace Infra.GitOps.Templates;

/// <summary>Comparison, defaults and kinds.</summary>
internal static class LogicFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["not"] = a => !GoValue.IsTrue(a[0]);
        all["eq"] = a => a.From(1).Any(other => GoComparison.AreEqual(a[0], other));
        all["ne"] = a => !GoComparison.AreEqual(a[0], a[1]);
        all["lt"] = a => GoComparison.Compare(a[0], a[1]) < 0;
        all["le"] = a => GoComparison.Compare(a[0], a[1]) <= 0;
        all["gt"] = a => GoComparison.Compare(a[0], a[1]) > 0;
        all["ge"] = a => GoComparison.Compare(a[0], a[1]) >= 0;
        all["default"] = a => a.Count > 1 && GoValue.IsTrue(a[1]) ? a[1] : a[0];
        all["empty"] = a => !GoValue.IsTrue(a[0]);
        all["coalesce"] = a => a.From(0).FirstOrDefault(GoValue.IsTrue);
        all["all"] = a => a.From(0).All(GoValue.IsTrue);
        all["any"] = a => a.From(0).Any(GoValue.IsTrue);
        all["ternary"] = a => a[2] is bool isFirst ? a[isFirst ? 0 : 1] : throw new FunctionException($"argument 3 is {GoValue.Kind(a[2])} and must be a bool");
        all["fail"] = a => throw new FunctionException(a.Text(0));
        all["kindOf"] = a => GoValue.Kind(a[0]);
        all["typeOf"] = a => Type(a[0]);
        all["kindIs"] = a => GoValue.Kind(a[1]) == a.Text(0);
        all["typeIs"] = a => Type(a[1]) == a.Text(0);
        all["deepEqual"] = a => GoEquality.Instance.Equals(a[0], a[1]);
    }

    // %T of fmt; of lists it says more than is known here.
    private static string Type(object? value) => value switch
    {
        null => "<nil>",
        TextMap => "map[string]string",
        IDictionary<string, object?> => "map[string]interface {}",
        List<object?> => throw new FunctionException("the type of a list is not known here; use kindOf"),
        _ => GoValue.Kind(value),
    };
}
