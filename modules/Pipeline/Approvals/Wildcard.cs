namespace Infra.Pipeline;

/// <summary>Patterns in which <c>*</c> stands for any run of characters, slashes too. Linear but for the product of both lengths, whatever the pattern.</summary>
internal static class Wildcard
{
    public static bool Fits(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, after = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, after) = (p++, t);
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more.
                p = star + 1;
                t = ++after;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }
}
