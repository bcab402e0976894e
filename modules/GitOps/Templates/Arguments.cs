using System.Globalization;

namespace Infra.GitOps.Templates;

/// <summary>The arguments of a function, read with the rules of sprig: a number may stand as text, a missing one is an error.</summary>
internal sealed class Arguments(IReadOnlyList<object?> values, Parameters? parameters = null)
{
    /// <summary>What the template was given, or null outside of one.</summary>
    public Parameters? Parameters { get; } = parameters;

    public int Count => values.Count;

    public object? Last => this[Count - 1];

    public object? this[int index] => index >= 0 && index < values.Count ? values[index] : throw new FunctionException($"it needs at least {index + 1} arguments and has {values.Count}");

    public IEnumerable<object?> From(int index) => values.Skip(index);

    public string Text(int index) => this[index] as string ?? throw new FunctionException($"argument {index + 1} is {GoValue.Kind(this[index])} and must be a text");

    public long Whole(int index) => Whole(this[index], index);

    public double Number(int index) => this[index] switch
    {
        null => 0,
        long or GoInt64 or double => GoValue.Number(this[index]!),
        bool flag => flag ? 1 : 0,
        string text when PlainNumber(text) && double.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number) => number,
        var other => throw new FunctionException($"argument {index + 1} is {GoValue.Kind(other)} and must be a number"),
    };

    public List<object?> List(int index) => this[index] as List<object?> ?? throw new FunctionException($"argument {index + 1} is {GoValue.Kind(this[index])} and must be a list");

    public List<object?> ListOrNil(int index) => this[index] is null ? [] : List(index);

    public Dictionary<string, object?> Map(int index) => this[index] switch
    {
        Dictionary<string, object?> map => map,
        null => new(StringComparer.Ordinal),
        var other => throw new FunctionException($"argument {index + 1} is {GoValue.Kind(other)} and must be a map"),
    };

    public static long Whole(object? value, int index) => value switch
    {
        null => 0,
        long or GoInt64 => GoValue.Whole(value),
        double number => Math.Abs(number) < 9e18 ? (long)number : throw new FunctionException($"argument {index + 1} is {GoValue.Print(number)}, which is beyond 64 bits"),
        bool boolean => boolean ? 1 : 0,
        string text when PlainNumber(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,

        // Others that look like numbers, such as 0x1f, 017 and 1.5, have rules of their own.
        string text when text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && (char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.' or '_' || char.IsWhiteSpace(text[0])) => throw new FunctionException($"argument {index + 1} is the text '{text}', which is no plain whole number"),
        string => 0,
        var other => throw new FunctionException($"argument {index + 1} is {GoValue.Kind(other)} and must be a number"),
    };

    private static bool PlainNumber(string text) => text.Length < 18 && text.AsSpan(text.Length > 1 && text[0] == '-' ? 1 : 0) is var digits && digits.Length > 0
        && digits.IndexOfAnyExceptInRange('0', '9') < 0 && (digits[0] != '0' || digits.Length == 1);
}
