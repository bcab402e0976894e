using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.GitOps.Templates;

/// <summary>An expression of Go, run by .NET's engine without backtracking, and what Go makes of its matches.</summary>
/// <remarks>Source: https://pkg.go.dev/regexp and https://github.com/google/re2/wiki/Syntax</remarks>
internal sealed class GoRegex
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Regex regex;
    private readonly bool isEmpty;
    private readonly List<string?> groups;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FunctionException">It is malformed to Go, or has what is not supported here.</exception>
    public GoRegex(string pattern)
    {
        RegexTranslation translation = new(pattern);
        string translated = translation.Read();
        regex = new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
        groups = translation.Groups;
        isEmpty = pattern.Length == 0;
        NeedsAscii = translation.NeedsAscii;
        if (NeedsAscii)
        {
            Checked(pattern);
        }
    }

    private bool NeedsAscii { get; }

    /// <summary>Whether it matches anywhere.</summary>
    public bool IsMatch(string text) => regex.IsMatch(Checked(text));

    /// <summary>The first match, or the empty text.</summary>
    public string Find(string text) => regex.Match(Checked(text)).Value;

    /// <summary>Up to so many matches; below 0 all. An empty one right after another does not count.</summary>
    public List<Match> All(string text, long limit)
    {
        List<Match> found = [];
        (int position, int end) = (0, -1);
        Checked(text);
        while (position <= text.Length && (limit < 0 || found.Count < limit))
        {
            Match match = regex.Match(text, position);
            if (!match.Success)
            {
                break;
            }

            int matchEnd = match.Index + match.Length;
            if (matchEnd != position || match.Index != end)
            {
                found.Add(match);
            }

            position = matchEnd == position ? Next(text, position) : matchEnd;
            end = matchEnd;
        }

        return found;
    }

    /// <summary>Puts what a function gives in the place of every match.</summary>
    public string Replace(string text, Func<Match, string> with)
    {
        StringBuilder result = new();
        (int last, int position) = (0, 0);
        Checked(text);
        while (position <= text.Length)
        {
            Match match = regex.Match(text, position);
            if (!match.Success)
            {
                break;
            }

            int end = match.Index + match.Length;
            result.Append(text, last, match.Index - last);
            if (end > last || match.Index == 0)
            {
                result.Append(with(match));
                Budget.RequireText(result.Length);
            }

            last = end;
            position = end > position ? end : Next(text, position);
        }

        return result.Append(text, last, text.Length - last).ToString();
    }

    /// <summary>What stands between matches.</summary>
    public List<object?> Split(string text, long limit)
    {
        if (limit == 0)
        {
            return new NilList();
        }

        if (!isEmpty && text.Length == 0)
        {
            return [""];
        }

        List<object?> parts = [];
        (int begin, int end) = (0, 0);
        foreach (Match match in All(text, limit))
        {
            if (limit > 0 && parts.Count == limit - 1)
            {
                break;
            }

            end = match.Index;
            if (match.Index + match.Length != 0)
            {
                parts.Add(text[begin..end]);
            }

            begin = match.Index + match.Length;
        }

        if (end != text.Length)
        {
            parts.Add(text[begin..]);
        }

        return parts;
    }

    /// <summary>A replacement with its groups filled: <c>$1</c>, <c>${name}</c> and <c>$$</c>.</summary>
    public string Expand(string with, Match match)
    {
        StringBuilder filled = new();
        for (int i = 0; i < with.Length; i++)
        {
            if (with[i] != '$')
            {
                filled.Append(with[i]);
            }
            else if (i + 1 < with.Length && with[i + 1] == '$')
            {
                filled.Append('$');
                i++;
            }
            else if (Name(with, i + 1) is var (name, end) && name.Length > 0)
            {
                filled.Append(Group(match, name));
                Budget.RequireText(filled.Length);
                i = end - 1;
            }
            else
            {
                filled.Append('$');
            }
        }

        return filled.ToString();
    }

    private static (string Name, int End) Name(string text, int at)
    {
        bool isBraced = at < text.Length && text[at] == '{';
        int start = isBraced ? at + 1 : at;
        int end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return isBraced && (end >= text.Length || text[end] != '}') ? ("", at) : (text[start..end], isBraced ? end + 1 : end);
    }

    private string Group(Match match, string name)
    {
        if (name.All(char.IsAsciiDigit))
        {
            return name.Length < 9 && (name[0] != '0' || name.Length == 1) && int.Parse(name, CultureInfo.InvariantCulture) is var number && number < match.Groups.Count ? match.Groups[number].Value
                : name[0] == '0' && name.Length > 1 ? throw new FunctionException($"the group ${name} begins with a zero") : "";
        }

        return string.Concat(Enumerable.Range(0, groups.Count).Where(i => groups[i] == name).Select(i => match.Groups[i + 1].Value).Take(1));
    }

    private static int Next(string text, int at) => at + (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1);

    private string Checked(string text) => !NeedsAscii || Ascii.IsValid(text) ? text : throw new FunctionException("\\b and (?i) are supported on ASCII only");
}
