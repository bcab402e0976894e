using System.Globalization;

namespace Infra.GitOps;

/// <summary>The arguments of a function, read with the rules of sprig: a number may stand as text, a missing one is an error.</summary>
internal sealed class Arguments(IReadOnlyList<object?> values)
{
    public int Count => values.Count;

    public object? Last => this[Count - 1];

    public object? this[int index] => index >= 0 && index < values.Count ? values[index] : throw new FunctionException($"it needs at least {index + 1} arguments and has {values.Count}");

    public IEnumerable<object?> From(int index) => values.Skip(index);

    public void Exactly(int count)
    {
        if (values.Count != count)
        {
            throw new FunctionException($"it takes {count} argument{(count == 1 ? "" : "s")} and has {values.Count}");
        }
    }

    public string Text(int index) => this[index] as string ?? throw new FunctionException($"argument {index + 1} is {GoValue.Kind(this[index])} and must be a text");

    public long Whole(int index) => Whole(this[index], index);

    public double Number(int index) => this[index] switch
    {
        long whole => whole,
        double number => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        var other => throw new FunctionException($"argument {index + 1} is {GoValue.Kind(other)} and must be a number"),
    };

    public List<object?> List(int index) => this[index] switch
    {
        List<object?> list => list,
        null => [],
        var other => throw new FunctionException($"argument {index + 1} is {GoValue.Kind(other)} and must be a list"),
    };

    public Dictionary<string, object?> Map(int index) => this[index] switch
    {
        Dictionary<string, object?> map => map,
        null => new(StringComparer.Ordinal),
        var other => throw new FunctionException($"argument {index + 1} is {GoValue.Kind(other)} and must be a map"),
    };

    public static long Whole(object? value, int index) => value switch
    {
        long whole => whole,
        double number => (long)number,
        bool boolean => boolean ? 1 : 0,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => (long)number,
        string => 0,
        var other => throw new FunctionException($"argument {index + 1} is {GoValue.Kind(other)} and must be a number"),
    };
}
