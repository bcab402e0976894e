using System.Text;
using System.Text.RegularExpressions;

namespace Infra.GitOps;

/// <summary>Patterns of git generators: <c>*</c> and <c>?</c> stay inside a folder, <c>**</c> goes through folders, <c>[ab]</c> is one of.</summary>
internal static class Glob
{
    /// <summary>Whether a path fits a pattern; a pattern may begin with <c>./</c> or <c>/</c>.</summary>
    public static bool Matches(string pattern, string path) => Expression(pattern).IsMatch(path);

    private static Regex Expression(string pattern)
    {
        string clean = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern.TrimStart('/');
        StringBuilder expression = new("^");
        for (int i = 0; i < clean.Length; i++)
        {
            if (clean.AsSpan(i).StartsWith("**/"))
            {
                expression.Append("(.*/)?");
                i += 2;
            }
            else if (clean.AsSpan(i).StartsWith("**"))
            {
                expression.Append(".*");
                i++;
            }
            else
            {
                expression.Append(clean[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '[' or ']' => clean[i].ToString(),
                    var c => Regex.Escape(c.ToString()),
                });
            }
        }

        return new Regex(expression.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
