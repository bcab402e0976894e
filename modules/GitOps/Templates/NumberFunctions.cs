namespace Infra.GitOps;

/// <summary>Numbers. sprig's integer functions work on 64 bits.</summary>
internal static class NumberFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["add"] = a => a.From(0).Select((v, i) => Arguments.Whole(v, i)).Aggregate(0L, (x, y) => checked(x + y));
        all["add1"] = a => a.Whole(0) + 1;
        all["sub"] = a => a.Whole(0) - a.Whole(1);
        all["mul"] = a => a.From(0).Select((v, i) => Arguments.Whole(v, i)).Aggregate(1L, (x, y) => checked(x * y));
        all["div"] = a => a.Whole(1) == 0 ? throw new FunctionException("division by zero") : a.Whole(0) / a.Whole(1);
        all["mod"] = a => a.Whole(1) == 0 ? throw new FunctionException("division by zero") : a.Whole(0) % a.Whole(1);
        all["max"] = a => a.From(0).Select((v, i) => Arguments.Whole(v, i)).Max();
        all["min"] = a => a.From(0).Select((v, i) => Arguments.Whole(v, i)).Min();
        all["addf"] = a => Enumerable.Range(0, a.Count).Sum(a.Number);
        all["subf"] = a => Enumerable.Range(1, a.Count - 1).Aggregate(a.Number(0), (x, i) => x - a.Number(i));
        all["mulf"] = a => Enumerable.Range(0, a.Count).Aggregate(1d, (x, i) => x * a.Number(i));
        all["divf"] = a => Enumerable.Range(1, a.Count - 1).Aggregate(a.Number(0), (x, i) => x / a.Number(i));
        all["floor"] = a => Math.Floor(a.Number(0));
        all["ceil"] = a => Math.Ceiling(a.Number(0));
        all["round"] = a => Math.Round(a.Number(0), (int)Math.Clamp(a.Whole(1), 0, 15), MidpointRounding.AwayFromZero);
        all["int"] = a => a.Whole(0);
        all["int64"] = a => a.Whole(0);
        all["float64"] = a => a.Number(0);
        all["atoi"] = a => Arguments.Whole(a.Text(0), 0);
        all["seq"] = a => Sequence(a);
    }

    private static string Sequence(Arguments a)
    {
        (long start, long step, long end) = a.Count switch
        {
            1 => (1, a.Whole(0) < 1 ? -1 : 1, a.Whole(0)),
            2 => (a.Whole(0), a.Whole(1) < a.Whole(0) ? -1 : 1, a.Whole(1)),
            _ => (a.Whole(0), a.Whole(1), a.Whole(2)),
        };
        List<long> numbers = [];
        for (long i = start; step != 0 && (step > 0 ? i <= end : i >= end); i = checked(i + step))
        {
            numbers.Add(numbers.Count < Budget.ValuesLimit ? i : throw new FunctionException($"the sequence would have more than {Budget.ValuesLimit} numbers"));
        }

        return string.Join(' ', numbers);
    }
}
