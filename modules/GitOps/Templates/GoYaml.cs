using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.GitOps.Templates;

/// <summary>Values as <c>toYaml</c> writes them: through JSON, then as go-yaml does, keys in its natural order and quotes where it sets them.</summary>
/// <remarks>Source: https://github.com/kubernetes-sigs/yaml (goyaml.v2: encode.go, sorter.go, emitterc.go); a test holds it against helm.</remarks>
internal sealed partial class GoYaml
{
    // A longer key is written with '?'.
    private const int KeyLimit = 128;
    private readonly StringBuilder text = new();

    /// <summary>The YAML of a value, without the last line break.</summary>
    /// <exception cref="FunctionException">It has what YAML cannot hold, or what is written otherwise in cases that are not known here.</exception>
    public static string Write(object? value)
    {
        GoYaml yaml = new();
        yaml.Add(value, indent: 0, indentOfTexts: 2);
        string written = yaml.text.ToString();
        return written.EndsWith('\n') ? written[..^1] : written;
    }

    // The cursor stands where the value begins; each value ends its line.
    private void Add(object? value, int indent, int indentOfTexts)
    {
        switch (value)
        {
            case IDictionary<string, object?> { Count: > 0 } map:
                AddMap(map, indent);
                break;
            case List<object?> { Count: > 0 } list:
                AddList(list, indent);
                break;
            case IDictionary<string, object?>:
                text.Append("{}\n");
                break;
            case List<object?> and not NilList:
                text.Append("[]\n");
                break;
            case string s:
                text.Append(GoYamlScalar.Value(s, indentOfTexts, Column())).Append('\n');
                break;
            default:
                text.Append(Basic(value)).Append('\n');
                break;
        }
    }

    private int Column()
    {
        int start = text.Length;
        while (start > 0 && text[start - 1] != '\n')
        {
            start--;
        }

        return text.ToString(start, text.Length - start).EnumerateRunes().Count();
    }

    private void AddMap(IDictionary<string, object?> map, int indent)
    {
        if (map.Keys.Any(LongNumber().IsMatch))
        {
            throw new FunctionException("a key has a number of more than 18 digits, which go-yaml cannot order");
        }

        bool isFirst = true;
        foreach ((string key, object? value) in map.OrderBy(e => e.Key, NaturalOrder.Instance))
        {
            string written = key.Length <= KeyLimit ? GoYamlScalar.Key(key) : throw new FunctionException($"a key of more than {KeyLimit} characters is not written here");
            text.Append(' ', isFirst ? 0 : indent).Append(written).Append(':');
            isFirst = false;
            if (value is IDictionary<string, object?> { Count: > 0 })
            {
                text.Append('\n').Append(' ', indent + 2);
                Add(value, indent + 2, indent + 4);
            }
            else if (value is List<object?> { Count: > 0 })
            {
                // Lists in maps stand as far in as the map.
                text.Append('\n').Append(' ', indent);
                Add(value, indent, indent + 2);
            }
            else
            {
                text.Append(' ');
                Add(value, indent, indent + 2);
            }
        }
    }

    private void AddList(List<object?> list, int indent)
    {
        bool isFirst = true;
        foreach (object? item in list)
        {
            text.Append(' ', isFirst ? 0 : indent).Append("- ");
            isFirst = false;
            Add(item, indent + 2, indent + 2);
        }
    }

    private static string Basic(object? value) => value switch
    {
        null or NilList => "null",
        bool flag => flag ? "true" : "false",
        long or GoInt64 => GoValue.Whole(value).ToString(CultureInfo.InvariantCulture),
        double number when Math.Floor(number) == number && Math.Abs(number) < 9e18 => ((long)number).ToString(CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) && Math.Abs(number) is < 9e18 or >= 1e21 => GoValue.Print(number),
        _ => throw new FunctionException($"the number {GoValue.Print(value)} is not written here"),
    };

    [GeneratedRegex("[0-9]{19}")]
    private static partial Regex LongNumber();

    /// <summary>Keys by letters, and by the numbers in them.</summary>
    private sealed class NaturalOrder : IComparer<string>
    {
        public static NaturalOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            Rune[] left = [.. x!.EnumerateRunes()];
            Rune[] right = [.. y!.EnumerateRunes()];
            for (int i = 0; i < left.Length && i < right.Length; i++)
            {
                if (left[i] == right[i])
                {
                    continue;
                }

                bool isLetter = Rune.IsLetter(left[i]);
                bool isOtherLetter = Rune.IsLetter(right[i]);
                if (isLetter && isOtherLetter)
                {
                    return left[i].CompareTo(right[i]);
                }

                if (isLetter || isOtherLetter)
                {
                    return isOtherLetter ? -1 : 1;
                }

                bool keepsZeros = (left[i].Value == '0' || right[i].Value == '0') && HasDigitBefore(left, i);
                (Int128 number, int end) = Number(left, i, keepsZeros);
                (Int128 other, int otherEnd) = Number(right, i, keepsZeros);
                return number != other ? number.CompareTo(other) : end != otherEnd ? end.CompareTo(otherEnd) : left[i].CompareTo(right[i]);
            }

            return left.Length.CompareTo(right.Length);
        }

        // A zero after another digit counts as one.
        private static bool HasDigitBefore(Rune[] text, int at)
        {
            for (int j = at - 1; j >= 0 && IsDigit(text[j]); j--)
            {
                if (text[j].Value != '0')
                {
                    return true;
                }
            }

            return false;
        }

        private static bool IsDigit(Rune rune) => rune.Value is >= '0' and <= '9';

        private static (Int128 Number, int End) Number(Rune[] text, int at, bool keepsZeros)
        {
            Int128 number = keepsZeros ? 1 : 0;
            for (; at < text.Length && IsDigit(text[at]); at++)
            {
                number = (number * 10) + (text[at].Value - '0');
            }

            return (number, at);
        }
    }
}
