using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.GitOps.Templates;

/// <summary>An expression in the syntax of RE2 as one of .NET that means the same; what has no equal is refused.</summary>
/// <remarks>Source: https://github.com/google/re2/wiki/Syntax and Go's regexp/syntax.</remarks>
/// <param name="pattern">The expression.</param>
internal sealed partial class RegexTranslation(string pattern)
{
    private const int RepeatLimit = 1_000;
    private const int DepthLimit = 100;
    private const int LengthLimit = 5_000;

    // What is looked for ahead is short.
    private const int AheadLimit = 100;

    private readonly StringBuilder result = new();
    private readonly Stack<(bool Multiline, bool Dotall)> flags = new();
    private bool multiline;
    private bool dotall;
    private int at;

    /// <summary>The names of the groups in order, null for those without.</summary>
    public List<string?> Groups { get; } = [];

    /// <summary>Whether it means the same on ASCII only.</summary>
    public bool NeedsAscii { get; private set; }

    /// <summary>The expression of .NET.</summary>
    /// <exception cref="FunctionException">It is malformed, or has what is not supported here.</exception>
    public string Read()
    {
        if (pattern.Length > LengthLimit)
        {
            throw Malformed($"it has more than {LengthLimit} characters");
        }

        // Whether a repetition may follow, and whether one was just read.
        (bool hasOperand, bool isRepeated) = (false, false);
        while (at < pattern.Length)
        {
            char c = pattern[at++];
            if (c is '*' or '+' or '?' || (c == '{' && Repeat() is not null))
            {
                if (!hasOperand || isRepeated)
                {
                    throw Malformed("a repetition has nothing before it, or another repetition");
                }

                AddRepeat(c);
                isRepeated = true;
                continue;
            }

            (hasOperand, isRepeated) = (Piece(c), false);
        }

        return flags.Count == 0 ? result.ToString() : throw Malformed("a group is not closed");
    }

    private string Ahead => pattern.Substring(at, Math.Min(AheadLimit, pattern.Length - at));

    // Gives whether a repetition may follow.
    private bool Piece(char c)
    {
        switch (c)
        {
            case '(':
                return Open();
            case ')':
                (multiline, dotall) = flags.TryPop(out (bool Multiline, bool Dotall) before) ? before : throw Malformed("a ')' closes nothing");
                result.Append(')');
                return true;
            case '|':
                result.Append('|');
                return false;
            case '.':
                result.Append(dotall ? "[\\s\\S]" : "[^\\n]");
                return true;
            case '^':
                result.Append(multiline ? "(?m:^)" : "\\A");
                return true;
            case '$':
                result.Append(multiline ? "(?m:$)" : "\\z");
                return true;
            case '[':
                result.Append(Class());
                return true;
            case '\\':
                return Escape();
            default:
                result.Append(Literal(c));
                return true;
        }
    }

    private void AddRepeat(char c)
    {
        if (c == '{')
        {
            (int length, string text) = Repeat()!.Value;
            at += length;
            result.Append(text);
        }
        else
        {
            result.Append(c);
        }

        if (at < pattern.Length && pattern[at] == '?')
        {
            at++;
            result.Append('?');
        }
    }

    // {2}, {2,} and {2,3}; any other brace is itself.
    private (int Length, string Text)? Repeat()
    {
        Match match = Repetition().Match(Ahead);
        if (!match.Success || match.Length > 16)
        {
            return null;
        }

        int least = int.Parse(match.Groups["least"].ValueSpan, CultureInfo.InvariantCulture);
        int most = match.Groups["most"].Length > 0 ? int.Parse(match.Groups["most"].ValueSpan, CultureInfo.InvariantCulture) : least;
        bool hasZero = (match.Groups["least"].Length > 1 && match.Groups["least"].ValueSpan[0] == '0') || (match.Groups["most"].Length > 1 && match.Groups["most"].ValueSpan[0] == '0');
        return hasZero ? null : least > RepeatLimit || most > RepeatLimit || most < least ? throw Malformed($"a repetition is beyond {RepeatLimit} or goes down") : (match.Length, "{" + match.Value);
    }

    private bool Open()
    {
        if (flags.Count >= DepthLimit)
        {
            throw Malformed($"groups are nested deeper than {DepthLimit}");
        }

        if (at >= pattern.Length || pattern[at] != '?')
        {
            flags.Push((multiline, dotall));
            Groups.Add(null);
            result.Append('(');
            return false;
        }

        Match named = Named().Match(Ahead);
        if (named.Success)
        {
            string name = named.Groups["name"].Value;
            Groups.Add(!Groups.Contains(name, StringComparer.Ordinal) ? name : throw Malformed($"two groups have the name {name}"));
            at += named.Length;
            flags.Push((multiline, dotall));
            result.Append('(');
            return false;
        }

        Match flagged = Flags().Match(Ahead);
        if (!flagged.Success || flagged.Length == 2 && flagged.Value == "?)")
        {
            throw Malformed("a group begins with what is not supported here; there are (?:, (?P<name>, (?i), (?m) and (?s)");
        }

        at += flagged.Length;
        bool isGroup = flagged.Groups["end"].Value == ":";
        if (isGroup)
        {
            flags.Push((multiline, dotall));
        }

        string on = flagged.Groups["on"].Value;
        string off = flagged.Groups["off"].Value;
        multiline = (multiline || on.Contains('m', StringComparison.Ordinal)) && !off.Contains('m', StringComparison.Ordinal);
        dotall = (dotall || on.Contains('s', StringComparison.Ordinal)) && !off.Contains('s', StringComparison.Ordinal);
        NeedsAscii |= on.Contains('i', StringComparison.Ordinal);
        string fold = off.Contains('i', StringComparison.Ordinal) ? "-i" : on.Contains('i', StringComparison.Ordinal) ? "i" : "";
        result.Append(isGroup ? fold.Length == 0 ? "(?:" : $"(?{fold}:" : fold.Length == 0 ? "" : $"(?{fold})");
        return false;
    }

    private bool Escape()
    {
        char c = at < pattern.Length ? pattern[at++] : throw Malformed("it ends with a '\\'");
        switch (c)
        {
            case 'A' or 'z':
                result.Append('\\').Append(c);
                return true;
            case 'b' or 'B':
                NeedsAscii = true;
                result.Append('\\').Append(c);
                return true;
            case 'Q':
                int end = pattern.IndexOf("\\E", at, StringComparison.Ordinal);
                string quoted = end < 0 ? pattern[at..] : pattern[at..end];
                at = end < 0 ? pattern.Length : end + 2;
                result.Append(string.Concat(quoted.Select(Literal)));
                return quoted.Length > 0;
            case 'E':
                return result.Length > 0;
            case 'd' or 'w' or 's' or 'D' or 'W' or 'S':
                result.Append(char.IsLower(c) ? "[" : "[^").Append(Perl[char.ToLowerInvariant(c)]).Append(']');
                return true;
            case 'p' or 'P':
                result.Append(Property(c));
                return true;
            default:
                result.Append(Literal(Character(c)));
                return true;
        }
    }

    private string Literal(char c) => char.IsSurrogate(c) ? throw Malformed("characters beyond 16 bits are not supported here") : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");

    private FunctionException Malformed(string reason) => new($"the expression is malformed or not supported: {reason}");

    [GeneratedRegex("\\A(?<least>[0-9]+)(,(?<most>[0-9]*))?\\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Repetition();

    [GeneratedRegex("\\A\\?P?<(?<name>[A-Za-z0-9_]+)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex("\\A\\?(?<on>[ims]*)(-(?<off>[ims]+))?(?<end>[:)])", RegexOptions.ExplicitCapture)]
    private static partial Regex Flags();

}
