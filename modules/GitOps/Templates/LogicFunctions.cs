namespace Infra.GitOps;

/// <summary>Comparison, defaults and kinds.</summary>
internal static class LogicFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["not"] = a => !GoValue.IsTrue(a[0]);
        all["eq"] = a => a.From(1).Any(other => GoValue.AreEqual(a[0], other));
        all["ne"] = a => !GoValue.AreEqual(a[0], a[1]);
        all["lt"] = a => Compare(a[0], a[1]) < 0;
        all["le"] = a => Compare(a[0], a[1]) <= 0;
        all["gt"] = a => Compare(a[0], a[1]) > 0;
        all["ge"] = a => Compare(a[0], a[1]) >= 0;
        all["default"] = a => GoValue.IsTrue(a.Last) && a.Count > 1 ? a.Last : a[0];
        all["empty"] = a => !GoValue.IsTrue(a[0]);
        all["coalesce"] = a => a.From(0).FirstOrDefault(GoValue.IsTrue);
        all["all"] = a => a.From(0).All(GoValue.IsTrue);
        all["any"] = a => a.From(0).Any(GoValue.IsTrue);
        all["ternary"] = a => a[2] is bool isFirst ? a[isFirst ? 0 : 1] : throw new FunctionException($"argument 3 is {GoValue.Kind(a[2])} and must be a bool");
        all["fail"] = a => throw new FunctionException(a.Text(0));
        all["kindOf"] = a => GoValue.Kind(a[0]);
        all["typeOf"] = a => GoValue.Kind(a[0]);
        all["kindIs"] = a => GoValue.Kind(a[1]) == a.Text(0);
        all["typeIs"] = a => GoValue.Kind(a[1]) == a.Text(0);
        all["deepEqual"] = a => GoValue.AreEqual(a[0], a[1]);
    }

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (long or double, long or double) => GoValue.Number(left).CompareTo(GoValue.Number(right)),
        _ => throw new FunctionException($"{GoValue.Kind(left)} and {GoValue.Kind(right)} cannot be compared"),
    };
}
