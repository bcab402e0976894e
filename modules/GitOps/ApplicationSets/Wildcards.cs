using System.Text;
using System.Text.RegularExpressions;
using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>What git generators match folders and files with. Each is made an expression without backtracking, so none takes long.</summary>
internal static class Wildcards
{
    // A character in UTF-16, but not the slash.
    private const string Rune = "(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[^/\\uD800-\\uDFFF])";

    // What a pattern of a generator needs; an expression costs as much as it has states.
    private const int LengthLimit = 1_000;

    // Patterns with {a,b} in each other grow.
    private const int AlternativesLimit = 100;

    /// <summary>Folders: no wildcard goes through a folder, and two stars are one. Source: https://pkg.go.dev/path#Match</summary>
    /// <exception cref="FunctionException">The pattern is malformed; Argo CD would log it and match nothing.</exception>
    public static Predicate<string> Folders(string pattern) => Expression(new WildcardReader(Bounded(pattern), pattern) { AnyStar = "[^/]*", One = Rune, Negation = "^", HoldsSlash = true }.Read());

    /// <summary>Files as by default: git's pathspecs, whose wildcards go through folders, and which take all that is in a folder.</summary>
    /// <remarks>Sources: https://git-scm.com/docs/gitglossary (pathspec); git, dir.c and wildmatch.c; a test holds it against git ls-files.</remarks>
    /// <exception cref="FunctionException">The pattern leads out of the repository, has magic, or is one that git refuses.</exception>
    public static Predicate<string> Pathspec(string pattern)
    {
        if (pattern.StartsWith(':'))
        {
            throw new FunctionException($"'{pattern}' is a pathspec with magic, which is not supported here; write the path without ':'");
        }

        string clean = Cleaned(pattern, keepsLastSlash: true);
        if (clean.Length == 0)
        {
            return _ => true;
        }

        Predicate<string>? matches = clean.AsSpan().IndexOfAny("*?[\\") < 0 ? null : Expression(new WildcardReader(clean, WildcardReader.Bytes(clean)) { AnyStar = ".*", One = ".", Negation = "!^", HoldsSlash = true, HasClasses = true, IsLenient = true }.Read(), byBytes: true);
        string folder = clean.EndsWith('/') ? clean : $"{clean}/";
        return path => path == clean || path.StartsWith(folder, StringComparison.Ordinal) || (matches is not null && matches(path));
    }

    /// <summary>Files by the new globbing: only <c>**</c> goes through folders, and <c>{a,b}</c> is one of both.</summary>
    /// <remarks>Source: https://github.com/bmatcuk/doublestar at v4, as argo-cd calls it (util/git/client.go, LsFiles).</remarks>
    /// <exception cref="FunctionException">The pattern is malformed or leads out of the repository.</exception>
    public static Predicate<string> DoubleStar(string pattern)
    {
        string clean = Cleaned(pattern, keepsLastSlash: false);
        return Expression($"(?:{string.Join('|', Alternatives(clean, AlternativesLimit).Select(Through))})");
    }

    private static string Through(string pattern)
    {
        StringBuilder expression = new();
        string[] parts = pattern.Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            bool isLast = i == parts.Length - 1;
            expression.Append(parts[i] != "**" ? new WildcardReader(parts[i], parts[i]) { AnyStar = "[^/]*", One = Rune, Negation = "!^" }.Read() + (isLast ? "" : "/")
                : !isLast ? "(?:[^/]*/)*"
                : parts.Length == 1 ? ".*"
                : "");
            if (isLast && parts[i] == "**" && parts.Length > 1)
            {
                // The folder itself, and all below it.
                expression.Length--;
                expression.Append("(?:/.*)?");
            }
        }

        return expression.ToString();
    }

    private static List<string> Alternatives(string pattern, int limit)
    {
        (int open, int close) = (-1, -1);
        int depth = 0;
        for (int i = 0; i < pattern.Length && close < 0; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '{':
                    open = depth++ == 0 ? i : open;
                    break;
                case '}' when depth == 0:
                    throw new FunctionException($"'{pattern}' has a }} that nothing opens");
                case '}':
                    close = --depth == 0 ? i : close;
                    break;
                default:
                    break;
            }
        }

        if (open < 0)
        {
            return [pattern];
        }

        if (close < 0)
        {
            throw new FunctionException($"'{pattern}' has a {{ that is not closed");
        }

        List<string> all = [];
        foreach (string choice in Choices(pattern[(open + 1)..close]))
        {
            all.AddRange(Alternatives(pattern[..open] + choice + pattern[(close + 1)..], limit));
            if (all.Count > limit)
            {
                throw new FunctionException($"'{pattern}' has more than {limit} alternatives");
            }
        }

        return all;
    }

    private static IEnumerable<string> Choices(string inside)
    {
        (int depth, int start) = (0, 0);
        for (int i = 0; i < inside.Length; i++)
        {
            depth += inside[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (inside[i] == '\\')
            {
                i++;
            }
            else if (inside[i] == ',' && depth == 0)
            {
                yield return inside[start..i];
                start = i + 1;
            }
        }

        yield return inside[start..];
    }

    private static string Bounded(string pattern) => pattern.Length <= LengthLimit ? pattern : throw new FunctionException($"the pattern has more than {LengthLimit} characters");

    // Paths without ./ and ../, as git and Argo CD make them.
    private static string Cleaned(string pattern, bool keepsLastSlash)
    {
        if (pattern.StartsWith('/') && keepsLastSlash)
        {
            throw new FunctionException($"'{pattern}' is outside of the repository to git; write it without the first '/'");
        }

        List<string> parts = [];
        foreach (string part in Bounded(pattern).Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count > 0 ? parts.Count - 1 : throw new FunctionException($"'{pattern}' leads out of the repository"));
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts) + (keepsLastSlash && parts.Count > 0 && (pattern.Split('/')[^1] is "" or "." or "..") ? "/" : "");
    }

    private static Predicate<string> Expression(string expression, bool byBytes = false)
    {
        Regex regex;
        try
        {
            regex = new Regex($"\\A(?:{expression})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (Exception refused) when (refused is NotSupportedException or ArgumentException)
        {
            throw new FunctionException("the pattern is too great");
        }

        return path => regex.IsMatch(byBytes ? WildcardReader.Bytes(path) : path);
    }
}
