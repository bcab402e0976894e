using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Infra.GitOps.Templates;

/// <summary>Texts and numbers as they stand in a template.</summary>
/// <remarks>Sources: https://pkg.go.dev/strconv#Unquote and text/template/parse (node.go, newNumber).</remarks>
internal static class GoText
{
    /// <summary>What stands between quotes, its escapes read; null when Go refuses it or it is no UTF-8.</summary>
    public static string? Unquoted(string inside, char quote)
    {
        List<byte> bytes = [];
        for (int i = 0; i < inside.Length; i++)
        {
            int next = i + 1;
            if (inside[i] != '\\')
            {
                next = i + (i + 1 < inside.Length && char.IsSurrogatePair(inside[i], inside[i + 1]) ? 2 : 1);
                bytes.AddRange(Encoding.UTF8.GetBytes(inside[i..next]));
            }
            else if (next >= inside.Length || !Escape(inside, quote, ref next, bytes))
            {
                return null;
            }

            i = next - 1;
        }

        byte[] all = [.. bytes];
        return Utf8.IsValid(all) ? Encoding.UTF8.GetString(all) : null;
    }

    /// <summary>A number: an int, or a float when it has a point or an exponent; null when Go refuses it.</summary>
    public static object? Number(string text)
    {
        string digits = text[0] is '+' or '-' ? text[1..] : text;
        bool isNegative = text[0] == '-';
        if (digits.Length > 1 && digits[0] == '0' && digits[1] is not '.' and not 'e' and not 'E')
        {
            (int radix, string rest) = char.ToLowerInvariant(digits[1]) switch { 'x' => (16, digits[2..]), 'o' => (8, digits[2..]), 'b' => (2, digits[2..]), _ => (8, digits[1..]) };

            // An underscore may stand after the prefix.
            return Whole(rest.StartsWith('_') ? rest[1..] : rest, radix, isNegative);
        }

        return digits.AsSpan().IndexOfAny(".eE") < 0 ? Whole(digits, 10, isNegative)
            : !digits.Contains('_', StringComparison.Ordinal) && digits.AsSpan().IndexOfAnyExcept("0123456789.eE+-") < 0 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : null;
    }

    private static object? Whole(string digits, int radix, bool isNegative)
    {
        Int128 value = 0;
        bool wasDigit = false;
        foreach (char c in digits)
        {
            if (c == '_' && wasDigit)
            {
                wasDigit = false;
                continue;
            }

            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            value = (value * radix) + digit;
            wasDigit = true;
            if (digit >= radix || value > (Int128)long.MaxValue + 1)
            {
                return null;
            }
        }

        value = isNegative ? -value : value;
        return wasDigit && value <= long.MaxValue ? (long)value : null;
    }

    private static bool Escape(string inside, char quote, ref int at, List<byte> bytes)
    {
        char c = inside[at++];
        int simple = c switch { 'a' => 7, 'b' => 8, 'f' => 12, 'n' => 10, 'r' => 13, 't' => 9, 'v' => 11, '\\' => '\\', _ when c == quote => c, _ => -1 };
        if (simple >= 0)
        {
            bytes.Add((byte)simple);
            return true;
        }

        int length = c switch { 'x' => 2, 'u' => 4, 'U' => 8, >= '0' and <= '7' => 3, _ => 0 };
        int radix = c is >= '0' and <= '7' ? 8 : 16;
        int start = radix == 8 ? at - 1 : at;
        if (length == 0 || start + length > inside.Length || !inside.AsSpan(start, length).ToString().All(d => char.IsAsciiHexDigit(d) && Convert.ToInt32(d.ToString(), 16) < radix))
        {
            return false;
        }

        long value = Convert.ToInt64(inside.Substring(start, length), radix);
        at = start + length;
        if (c is 'u' or 'U')
        {
            if (value > 0x10FFFF || !Rune.IsValid((int)value))
            {
                return false;
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(new Rune((int)value).ToString()));
            return true;
        }

        bytes.Add((byte)value);
        return value <= 255;
    }
}
