using System.Globalization;
using System.Text;

namespace Pulumi.Serialization;

/// <summary>Writes a wire value as JSON in the layout of the SDK: keys sorted, blanks within braces and brackets.</summary>
internal static class WireJson
{
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                WriteNumber(text, number);
                break;
            case string characters:
                WriteString(text, characters);
                break;
            case List<object?> list:
                WriteList(text, list);
                break;
            case Dictionary<string, object?> map:
                WriteMap(text, map);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().FullName} is no wire value.");
        }
    }

    private static void WriteList(StringBuilder text, List<object?> list)
    {
        text.Append("[ ");
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(text, list[i]);
        }

        text.Append(list.Count == 0 ? "]" : " ]");
    }

    private static void WriteMap(StringBuilder text, Dictionary<string, object?> map)
    {
        var keys = map.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        text.Append("{ ");
        for (var i = 0; i < keys.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            WriteString(text, keys[i]);
            text.Append(": ");
            Write(text, map[keys[i]]);
        }

        text.Append(keys.Length == 0 ? "}" : " }");
    }

    private static void WriteNumber(StringBuilder text, double number)
    {
        var digits = number.ToString("r", CultureInfo.InvariantCulture);
        if (double.IsFinite(number))
        {
            text.Append(digits);
        }
        else
        {
            text.Append('"').Append(digits).Append('"');
        }
    }

    private static void WriteString(StringBuilder text, string characters)
    {
        text.Append('"');
        foreach (var c in characters)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                default:
                    if (IsEscaped(c))
                    {
                        text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        text.Append(c);
                    }

                    break;
            }
        }

        text.Append('"');
    }

    /// <summary>Controls, angle brackets and invisible characters.</summary>
    private static bool IsEscaped(char c)
        => c < 0x20
            || c is '<' or '>' or '\u00ad' or '\u06dd' or '\u070f' or '\u17b4' or '\u17b5' or '\ufeff'
            || c is >= '\u007f' and < '\u00a0'
            || c is >= '\u0600' and <= '\u0603'
            || c is >= '\u200b' and <= '\u200f'
            || c is >= '\u2028' and <= '\u202e'
            || c is >= '\u2060' and <= '\u2064'
            || c is >= '\u206a' and <= '\u206f'
            || c is >= '\ufff9' and <= '\ufffb';
}
