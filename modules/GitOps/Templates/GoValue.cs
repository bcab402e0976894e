using System.Collections;
using System.Globalization;
using System.Text;

namespace Infra.GitOps;

/// <summary>
/// Values of templates: null, text, boolean, <see cref="long"/>, <see cref="double"/>, list (<c>List&lt;object?&gt;</c>) and map
/// (<c>Dictionary&lt;string, object?&gt;</c>), treated as Go treats them.
/// </summary>
internal static class GoValue
{
    /// <summary>Whether an <c>if</c> takes its branch: not the zero of the type. Source: text/template, "empty values".</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool boolean => boolean,
        string text => text.Length > 0,
        long number => number != 0,
        double number => number != 0,
        ICollection collection => collection.Count > 0,
        _ => true,
    };

    /// <summary>How Go prints a value: <c>map[a:1 b:2]</c>, <c>[1 2]</c>, <c>&lt;no value&gt;</c> for nothing.</summary>
    public static string Print(object? value)
    {
        switch (value)
        {
            case null:
                return "<no value>";
            case string text:
                return text;
            case bool boolean:
                return boolean ? "true" : "false";
            case long number:
                return number.ToString(CultureInfo.InvariantCulture);
            case double number:
                return PrintDouble(number);
            case IDictionary<string, object?> map:
                return $"map[{string.Join(' ', map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}:{PrintInside(e.Value)}"))}]";
            case IEnumerable<object?> list:
                return $"[{string.Join(' ', list.Select(PrintInside))}]";
            default:
                throw new ArgumentException($"{value.GetType().Name} is no value of a template.", nameof(value));
        }
    }

    /// <summary>How long a text is to Go, in bytes of UTF-8.</summary>
    public static long Length(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>A text in quotes as Go writes it. Source: strconv.Quote.</summary>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\a' => "\\a",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\v' => "\\v",
                < ' ' or 0x7F => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                ' ' => " ",
                _ when IsPrinted(Rune.GetUnicodeCategory(rune)) => rune.ToString(),
                < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The kind as <c>kindOf</c> names it.</summary>
    public static string Kind(object? value) => value switch
    {
        null => "invalid",
        string => "string",
        bool => "bool",
        long => "int",
        double => "float64",
        IDictionary<string, object?> => "map",
        _ => "slice",
    };

    /// <summary>Equality as <c>eq</c> has it for basic values; numbers of both kinds are compared by value.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (long or double, long or double) => Number(left).Equals(Number(right)),
        (IDictionary<string, object?>, _) or (_, IDictionary<string, object?>) or (List<object?>, _) or (_, List<object?>) => DeepEqual(left, right),
        _ => left.Equals(right),
    };

    /// <summary>A number as a double.</summary>
    public static double Number(object value) => value is long whole ? whole : (double)value;

    private static bool DeepEqual(object left, object right) => (left, right) switch
    {
        (IDictionary<string, object?> a, IDictionary<string, object?> b) => a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out object? other) && AreEqual(e.Value, other)),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(p => AreEqual(p.First, p.Second)),
        _ => false,
    };

    // Letters, marks, numbers, punctuation and symbols. Source: strconv.IsPrint.
    private static bool IsPrinted(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string PrintInside(object? value) => value is null ? "<nil>" : Print(value);

    // Go prints whole floats without a point, and those from a million and below a ten-thousandth with an exponent of at least two digits.
    // Source: strconv.FormatFloat, format 'g' with the shortest precision.
    private static string PrintDouble(double number)
    {
        double size = Math.Abs(number);
        if (size != 0 && (size < 1e-4 || size >= 1e6))
        {
            StringBuilder text = new(number.ToString("0.################E+00", CultureInfo.InvariantCulture));
            return text.Replace('E', 'e').ToString();
        }

        return number.ToString("0.################", CultureInfo.InvariantCulture);
    }
}
