using System.Text;
using Infra.Model.Masking;

namespace Infra.GitHub.Comments;

/// <summary>The text of a comment or an issue: marked, harmless and short enough.</summary>
public static class KeptText
{
    /// <summary>The greatest number of characters that GitHub takes.</summary>
    /// <remarks>Source: the refusal itself, "body is too long (maximum is 65536 characters)".</remarks>
    public const int MaxLength = 65_536;

    /// <summary>The greatest number of characters of a title.</summary>
    /// <remarks>Source: the refusal itself, "title is too long (maximum is 256 characters)".</remarks>
    public const int MaxTitle = 256;

    // Room for the sentence, and for what closes a block that the cut opened.
    private const int Reserve = 1_000;

    /// <summary>The text with its marker. Control characters and direction marks are written out, and nobody is mentioned; a text that is too long is cut after a line, with a link to the whole.</summary>
    /// <param name="marker">What it is found by.</param>
    /// <param name="markdown">The text.</param>
    /// <param name="link">Where the whole text is; null where there is no such place.</param>
    public static string Of(Marker marker, string markdown, Uri? link)
    {
        ArgumentNullException.ThrowIfNull(marker);
        ArgumentNullException.ThrowIfNull(markdown);
        string text = $"{marker.Line}\n{Harmless(markdown.ReplaceLineEndings("\n")).TrimEnd()}\n";
        if (text.Length <= MaxLength)
        {
            return text;
        }

        int end = text.LastIndexOf('\n', MaxLength - Reserve);
        string kept = end > marker.Line.Length ? text[..end] : Printable.Cut(text, MaxLength - Reserve);
        string where = link is null ? "the output of the command has the whole" : $"[the run has the whole]({link.AbsoluteUri})";
        return $"{kept}\n{Closing(kept)}\n**Cut here**, because GitHub takes {MaxLength} characters: {where}.\n";
    }

    /// <summary>A title: one line, harmless and short enough.</summary>
    public static string Title(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        string text = Printable.Text(title);
        return text.Length <= MaxTitle ? text : Printable.Cut(text, MaxTitle - 3) + "...";
    }

    // Inside code nobody is mentioned, and an entity would be shown as it is written.
    private static string Harmless(string markdown)
    {
        StringBuilder text = new(markdown.Length);
        bool isFenced = false;
        foreach (string line in Printable.Lines(markdown).Split('\n'))
        {
            bool isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isFenced ^= isFence;
            text.Append(isFenced || isFence ? line : line.Replace("@", "&#64;", StringComparison.Ordinal)).Append('\n');
        }

        return text.ToString();
    }

    private static string Closing(string kept)
    {
        bool isFenced = kept.Split('\n').Count(l => l.TrimStart().StartsWith("```", StringComparison.Ordinal)) % 2 == 1;
        int open = Count(kept, "<details") - Count(kept, "</details>");
        return (isFenced ? "```\n" : "") + string.Concat(Enumerable.Repeat("</details>\n", Math.Clamp(open, 0, 20)));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
