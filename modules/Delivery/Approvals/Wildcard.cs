using System.Text;

namespace Infra.Delivery.Approvals;

/// <summary>
/// Patterns in which <c>*</c> stands for any run of characters, slashes too. Case does not count, because disks and people differ in it, and a
/// character beyond ASCII, in pattern or text, stands for any run as well: it has several forms (composed, decomposed, full width, with or without
/// a dot), of which each program takes others for the same. Rules only ask for more, so the wider reading is the stricter one. Linear but for the
/// product of both lengths, whatever they hold.
/// </summary>
internal static class Wildcard
{
    private const char Star = '*';

    /// <summary>Whether a text, in any form in which somebody could read it, fits a pattern.</summary>
    public static bool Fits(string pattern, string text) => Ascii.IsValid(pattern) && Ascii.IsValid(text) ? FitsPlain(pattern, text) : FitsAnyForm(pattern, text);

    private static bool FitsPlain(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, after = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == Star)
            {
                (star, after) = (p++, t);
            }
            else if (p < pattern.Length && IsSame(pattern[p], text[t]))
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

        return pattern.AsSpan(p).Trim(Star).IsEmpty;
    }

    private static bool FitsAnyForm(string pattern, string text)
    {
        // reached[i]: what was read of the text can be read so that it fits the first i characters of the pattern.
        bool[] reached = new bool[pattern.Length + 1];
        bool[] next = new bool[pattern.Length + 1];
        reached[0] = true;
        Skip(pattern, reached);
        foreach (char c in text)
        {
            bool before = false;
            for (int p = 0; p <= pattern.Length; p++)
            {
                // What stands for any run may be read as nothing, or as whatever the pattern has from here on.
                before |= reached[p];
                next[p] = !char.IsAscii(c) ? before : p > 0 && (IsOpen(pattern[p - 1]) ? reached[p] || reached[p - 1] : reached[p - 1] && IsSame(pattern[p - 1], c));
            }

            Skip(pattern, next);
            (reached, next) = (next, reached);
        }

        return reached[^1];
    }

    // A star stands for nothing too.
    private static void Skip(string pattern, bool[] reached)
    {
        for (int p = 0; p < pattern.Length; p++)
        {
            reached[p + 1] |= reached[p] && IsOpen(pattern[p]);
        }
    }

    private static bool IsOpen(char c) => c == Star || !char.IsAscii(c);

    private static bool IsSame(char wanted, char given) => char.ToLowerInvariant(wanted) == char.ToLowerInvariant(given);
}
