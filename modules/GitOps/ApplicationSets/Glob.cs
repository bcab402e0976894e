using System.Text;
using System.Text.RegularExpressions;

namespace Infra.GitOps;

/// <summary>Patterns of git generators: <c>*</c> is any text, <c>?</c> one character, <c>[ab]</c> one of. They differ in what goes through folders.</summary>
internal static class Glob
{
    /// <summary>Folders: nothing goes through folders, <c>**</c> is <c>*</c>. Source: Go's path.Match.</summary>
    public static bool Matches(string pattern, string path) => Expression(pattern, "[^/]*", "[^/]", through: false).IsMatch(path);

    /// <summary>Files by the new globbing: only <c>**</c> goes through folders.</summary>
    public static bool MatchesThrough(string pattern, string path) => Expression(pattern, "[^/]*", "[^/]", through: true).IsMatch(path);

    /// <summary>Files by default: everything goes through folders.</summary>
    public static bool MatchesGreedily(string pattern, string path) => Expression(pattern, ".*", ".", through: true).IsMatch(path);

    private static Regex Expression(string pattern, string any, string one, bool through)
    {
        string clean = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern.TrimStart('/');
        StringBuilder expression = new("^");
        for (int i = 0; i < clean.Length; i++)
        {
            if (through && clean.AsSpan(i).StartsWith("**/"))
            {
                expression.Append("(.*/)?");
                i += 2;
            }
            else if (through && clean.AsSpan(i).StartsWith("**"))
            {
                expression.Append(".*");
                i++;
            }
            else
            {
                expression.Append(clean[i] switch
                {
                    '*' => any,
                    '?' => one,
                    '[' or ']' => clean[i].ToString(),
                    var c => Regex.Escape(c.ToString()),
                });
            }
        }

        return new Regex(expression.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
