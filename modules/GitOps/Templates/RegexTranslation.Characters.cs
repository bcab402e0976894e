using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.GitOps.Templates;

/// <summary>Characters and classes of characters, which RE2 takes from ASCII where .NET takes them from Unicode.</summary>
internal sealed partial class RegexTranslation
{
    private static readonly Dictionary<char, string> Perl = new() { ['d'] = "0-9", ['w'] = "0-9A-Za-z_", ['s'] = "\\t\\n\\f\\r " };

    private static readonly Dictionary<string, string> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = "\\x00-\\x7F",
        ["blank"] = "\\t ",
        ["cntrl"] = "\\x00-\\x1F\\x7F",
        ["digit"] = "0-9",
        ["graph"] = "\\x21-\\x7E",
        ["lower"] = "a-z",
        ["print"] = "\\x20-\\x7E",
        ["punct"] = "\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E",
        ["space"] = "\\t\\n\\v\\f\\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    private static readonly HashSet<string> Categories = new(StringComparer.Ordinal) { "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp" };

    private string Property(char c)
    {
        Match match = PropertyName().Match(Ahead);
        string name = match.Groups["letter"].Success ? match.Groups["letter"].Value : match.Groups["name"].Value;
        if (!match.Success || !Categories.Contains(name))
        {
            throw Malformed("a class of characters is not supported here; there are the categories of Unicode, such as \\pL and \\p{Lu}");
        }

        at += match.Length;
        return (c == 'P') == (match.Groups["negated"].Length > 0) ? $"\\p{{{name}}}" : $"\\P{{{name}}}";
    }

    private char Character(char c)
    {
        switch (c)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                Match hex = Hexadecimal().Match(Ahead);
                at += hex.Success ? hex.Length : throw Malformed("\\x is followed by two digits or {10FF}, up to four of them here");
                return (char)int.Parse(hex.Groups["two"].Success ? hex.Groups["two"].ValueSpan : hex.Groups["many"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            case >= '1' and <= '7' when at < pattern.Length && pattern[at] is >= '0' and <= '7':
            case '0':
                int code = c - '0';
                for (int i = 0; i < 2 && at < pattern.Length && pattern[at] is >= '0' and <= '7'; i++)
                {
                    code = (code * 8) + pattern[at++] - '0';
                }

                return (char)code;
            default:
                return c < 0x80 && !char.IsAsciiLetterOrDigit(c) ? c : throw Malformed($"'\\{c}' is no escape");
        }
    }

    private string Class()
    {
        StringBuilder set = new();
        bool isNegated = at < pattern.Length && pattern[at] == '^';
        at += isNegated ? 1 : 0;
        for (bool isFirst = true; at < pattern.Length && (pattern[at] != ']' || isFirst); isFirst = false)
        {
            // Perl has a '-' stand for itself at the ends only.
            if (pattern[at] == '-' && !isFirst && (at + 1 >= pattern.Length || pattern[at + 1] != ']'))
            {
                throw Malformed("a '-' stands in the middle of a class; write \\-");
            }

            Match posix = PosixClass().Match(Ahead);
            if (posix.Success)
            {
                at += posix.Length;
                set.Append(Posix.TryGetValue(posix.Groups["name"].Value, out string? known) && posix.Groups["negated"].Length == 0 ? known : throw Malformed($"the class {posix.Value} is not supported here"));
            }
            else if (pattern[at] == '\\' && at + 1 < pattern.Length && pattern[at + 1] is 'd' or 'w' or 's' or 'p' or 'P' or 'D' or 'W' or 'S')
            {
                char c = pattern[at + 1];
                at += 2;
                set.Append(c is 'p' or 'P' ? Property(c) : char.IsLower(c) ? Perl[c] : throw Malformed($"'\\{c}' inside of a class is not supported here"));
            }
            else
            {
                char from = Member();
                char to = from;
                if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
                {
                    at++;
                    to = Member();
                }

                set.Append(from <= to ? $"{Literal(from)}-{Literal(to)}" : throw Malformed("a range of a class goes down"));
            }
        }

        at += at < pattern.Length ? 1 : throw Malformed("a class is not closed");
        return $"[{(isNegated ? "^" : "")}{set}]";
    }

    private char Member()
    {
        char c = at < pattern.Length ? pattern[at++] : throw Malformed("a class is not closed");
        return c != '\\' ? c : Character(at < pattern.Length ? pattern[at++] : throw Malformed("a class is not closed"));
    }

    [GeneratedRegex("\\A((?<letter>[A-Z])|\\{(?<negated>\\^?)(?<name>[A-Za-z]+)\\})", RegexOptions.ExplicitCapture)]
    private static partial Regex PropertyName();

    [GeneratedRegex("\\A((?<two>[0-9A-Fa-f]{2})|\\{(?<many>[0-9A-Fa-f]{1,4})\\})", RegexOptions.ExplicitCapture)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("\\A\\[:(?<negated>\\^?)(?<name>[a-z]+):\\]", RegexOptions.ExplicitCapture)]
    private static partial Regex PosixClass();
}
