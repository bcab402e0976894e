using System.Globalization;
using System.Text;

namespace Infra.GitOps.Templates;

/// <summary>Values as Go's encoding/json writes them: keys in order, numbers in its way, and in <c>toJson</c> <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> as codes.</summary>
/// <remarks>Source: https://pkg.go.dev/encoding/json#Marshal</remarks>
/// <param name="escapesHtml">Whether it writes these as codes.</param>
/// <param name="isPretty">Whether each value has a line.</param>
internal sealed class GoJson(bool escapesHtml, bool isPretty)
{
    private readonly StringBuilder text = new();

    /// <summary>The JSON of a value.</summary>
    public static string Write(object? value, bool escapesHtml, bool isPretty = false)
    {
        GoJson json = new(escapesHtml, isPretty);
        json.Add(value, 0);
        return json.text.ToString();
    }

    private void Add(object? value, int depth)
    {
        switch (value)
        {
            case null or NilList:
                text.Append("null");
                break;
            case string s:
                AddText(s);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case long or GoInt64:
                text.Append(CultureInfo.InvariantCulture, $"{GoValue.Whole(value)}");
                break;
            case double number:
                text.Append(Number(number));
                break;
            case IDictionary<string, object?> map:
                Between('{', '}', map.OrderBy(e => e.Key, StringComparer.Ordinal), depth, e =>
                {
                    AddText(e.Key);
                    text.Append(isPretty ? ": " : ":");
                    Add(e.Value, depth + 1);
                });
                break;
            case List<object?> list:
                Between('[', ']', list, depth, item => Add(item, depth + 1));
                break;
            default:
                throw new FunctionException($"{value.GetType().Name} is no value of a template");
        }
    }

    private void Between<T>(char open, char close, IEnumerable<T> items, int depth, Action<T> add)
    {
        text.Append(open);
        bool isFirst = true;
        foreach (T item in items)
        {
            text.Append(isFirst ? "" : ",");
            Line(depth + 1);
            add(item);
            isFirst = false;
        }

        if (!isFirst)
        {
            Line(depth);
        }

        text.Append(close);
    }

    private void Line(int depth)
    {
        if (isPretty)
        {
            text.Append('\n').Append(' ', depth * 2);
        }
    }

    private void AddText(string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or '\u2028' or '\u2029' => Coded(c),
                '<' or '>' or '&' when escapesHtml => Coded(c),
                _ => null,
            } ?? c.ToString());
        }

        text.Append('"');
    }

    private static string Coded(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    // An exponent below -6 and from 21 on, of one digit where it has one.
    private static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new FunctionException($"JSON has no number {GoValue.Print(number)}");
        }

        (string sign, string digits, int exponent) = GoValue.Decimal(number);
        return sign + (exponent is >= -6 and < 21 ? GoValue.Plain(digits, exponent) : GoValue.Scientific(digits, exponent).Replace("e-0", "e-", StringComparison.Ordinal));
    }
}
