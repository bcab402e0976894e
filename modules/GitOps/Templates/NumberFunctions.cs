using System.Globalization;

namespace Infra.GitOps.Templates;

/// <summary>Numbers. sprig's integer functions work on 64 bits.</summary>
internal static class NumberFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["add"] = a => Long(a.From(0).Select((v, i) => Arguments.Whole(v, i)).Aggregate(0L, (x, y) => checked(x + y)));
        all["add1"] = a => Long(checked(a.Whole(0) + 1));
        all["sub"] = a => Long(checked(a.Whole(0) - a.Whole(1)));
        all["mul"] = a => Long(a.From(0).Select((v, i) => Arguments.Whole(v, i)).Aggregate(1L, (x, y) => checked(x * y)));
        all["div"] = a => a.Whole(1) == 0 ? throw new FunctionException("division by zero") : Long(a.Whole(0) / a.Whole(1));
        all["mod"] = a => a.Whole(1) == 0 ? throw new FunctionException("division by zero") : Long(a.Whole(0) % a.Whole(1));
        all["max"] = a => Long(a.From(0).Select((v, i) => Arguments.Whole(v, i)).Max());
        all["min"] = a => Long(a.From(0).Select((v, i) => Arguments.Whole(v, i)).Min());
        all["addf"] = a => Exactly(a, 0, (x, y) => x + y);
        all["subf"] = a => Exactly(a, null, (x, y) => x - y);
        all["mulf"] = a => Exactly(a, null, (x, y) => x * y);
        all["divf"] = a => Exactly(a, null, (x, y) => y == 0 ? throw new FunctionException("division by zero") : Math.Round(x / y, 16, MidpointRounding.AwayFromZero));
        all["floor"] = a => Math.Floor(a.Number(0));
        all["ceil"] = a => Math.Ceiling(a.Number(0));
        all["round"] = a => Rounded(a.Number(0), a.Whole(1), a.Count > 2 ? (double)a[2]! : 0.5);
        all["int"] = a => a.Whole(0);
        all["int64"] = a => Long(a.Whole(0));
        all["float64"] = a => a.Number(0);
        all["atoi"] = a => Atoi(a.Text(0));
        all["seq"] = a => Sequence(a);
    }

    private static GoInt64 Long(long value) => new(value);

    // strconv.Atoi, whose error sprig leaves out; what is beyond 64 bits is the greatest number to it.
    private static long Atoi(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
        : text.Length > 18 && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? throw new FunctionException($"{text} is beyond 64 bits")
        : 0;

    // sprig calculates with decimal numbers.
    private static double Exactly(Arguments a, decimal? start, Func<decimal, decimal, decimal> step)
    {
        decimal result = start ?? Digits(a.Number(0));
        for (int i = start is null ? 1 : 0; i < a.Count; i++)
        {
            result = step(result, Digits(a.Number(i)));
            if (result.Scale > 26)
            {
                throw new FunctionException("the result has more than 26 digits after the point");
            }
        }

        return result == 0 ? 0 : (double)result;
    }

    private static decimal Digits(double number) => number == 0 || Math.Abs(number) is > 1e-9 and < 1e15 ? decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
        : throw new FunctionException($"{GoValue.Print(number)} has too many digits to calculate with");

    // What is below zero goes down from its fraction on, as sprig's does.
    private static double Rounded(double value, long places, double from)
    {
        double power = Math.Pow(10, places);
        double moved = power * value;
        return (moved - Math.Truncate(moved) >= from ? Math.Ceiling(moved) : Math.Floor(moved)) / power;
    }

    private static string Sequence(Arguments a)
    {
        if (a.Count is 0 or > 3)
        {
            return "";
        }

        (long start, long end) = a.Count == 1 ? (1, a.Whole(0)) : (a.Whole(0), a.Whole(a.Count - 1));
        long step = a.Count == 3 ? a.Whole(1) : end < start ? -1 : 1;
        if (end < start ? step >= 0 : step <= 0)
        {
            return "";
        }

        List<long> numbers = [];
        for (long i = start; step > 0 ? i <= end : i >= end; i = checked(i + step))
        {
            numbers.Add(numbers.Count < Budget.ValuesLimit ? i : throw new FunctionException($"the sequence would have more than {Budget.ValuesLimit} numbers"));
        }

        return string.Join(' ', numbers);
    }
}
