using System.Collections;
using System.Globalization;
using System.Text;

namespace Infra.GitOps.Templates;

/// <summary>
/// Values of templates: null, text, boolean, <see cref="long"/> for Go's int, <see cref="GoInt64"/>, <see cref="double"/>, list (<c>List&lt;object?&gt;</c>) and map
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
        GoInt64 number => number.Value != 0,
        double number => number != 0,
        ICollection collection => collection.Count > 0,
        _ => true,
    };

    /// <summary>How Go prints a value: <c>map[a:1 b:2]</c>, <c>[1 2]</c>, <c>&lt;nil&gt;</c> for nothing.</summary>
    public static string Print(object? value)
    {
        switch (value)
        {
            case null:
                return "<nil>";
            case string text:
                return text;
            case bool boolean:
                return boolean ? "true" : "false";
            case long number:
                return number.ToString(CultureInfo.InvariantCulture);
            case GoInt64 number:
                return number.ToString();
            case double number:
                return PrintDouble(number);
            case IDictionary<string, object?> map:
                return $"map[{string.Join(' ', map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}:{Print(e.Value)}"))}]";
            case IEnumerable<object?> list:
                return $"[{string.Join(' ', list.Select(Print))}]";
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
        GoInt64 => "int64",
        double => "float64",
        IDictionary<string, object?> => "map",
        _ => "slice",
    };

    /// <summary>A number as a double.</summary>
    public static double Number(object value) => value is double number ? number : Whole(value);

    /// <summary>An int or an int64.</summary>
    public static long Whole(object value) => value is GoInt64 number ? number.Value : (long)value;

    // Letters, marks, numbers, punctuation and symbols. Source: strconv.IsPrint.
    private static bool IsPrinted(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // Go prints whole floats without a point, and those from a million and below a ten-thousandth with an exponent of at least two digits.
    // Source: strconv.FormatFloat, format 'g' with the shortest precision.
    private static string PrintDouble(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
        }

        (string sign, string digits, int exponent) = Decimal(number);
        return exponent is < -4 or >= 6 ? sign + Scientific(digits, exponent) : sign + Plain(digits, exponent);
    }

    /// <summary>The digits of a number, as few as tell it from others, and the exponent of the first.</summary>
    public static (string Sign, string Digits, int Exponent) Decimal(double number)
    {
        string text = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = mark < 0 ? text : text[..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        int zeros = all.Length - all.TrimStart('0').Length;
        string digits = all.Trim('0');
        return (double.IsNegative(number) ? "-" : "", digits.Length == 0 ? "0" : digits, digits.Length == 0 ? 0 : (point < 0 ? all.Length : point) - 1 - zeros + exponent);
    }

    /// <summary>Digits as <c>1.5e+06</c>.</summary>
    public static string Scientific(string digits, int exponent) =>
        string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");

    /// <summary>Digits without an exponent.</summary>
    public static string Plain(string digits, int exponent) => exponent < 0 ? "0." + new string('0', -exponent - 1) + digits
        : digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0')
        : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
}
