using System.Text;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Makes texts fit into columns of a terminal, in which some characters take two and others none. The texts are safe to print already.</summary>
internal static class Fit
{
    private const string Rest = "…";

    /// <summary>How many columns a text takes.</summary>
    public static int Width(string text) => text.GetCellWidth();

    /// <summary>The text, or its beginning with an ellipsis.</summary>
    public static string End(string text, int columns) => Width(text) <= columns ? text : columns <= 0 ? "" : Head(text, columns - 1) + Rest;

    /// <summary>The text, or an ellipsis with its end.</summary>
    public static string Start(string text, int columns) => Width(text) <= columns ? text : columns <= 0 ? "" : Rest + Tail(text, columns - 1);

    /// <summary>The text, or its beginning and its end, which is where names differ.</summary>
    public static string Middle(string text, int columns)
    {
        if (Width(text) <= columns || columns <= 0)
        {
            return columns <= 0 ? "" : text;
        }

        int end = (columns - 1) * 3 / 5;
        return Head(text, columns - 1 - end) + Rest + Tail(text, end);
    }

    /// <summary>The text and as many spaces as it lacks.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Width(text)));

    /// <summary>The lines of a text, broken between words; a word that is longer than a line is broken inside.</summary>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="others">What the others begin with.</param>
    /// <param name="text">The text.</param>
    /// <param name="columns">The width of a line.</param>
    public static IEnumerable<string> Wrap(string first, string others, string text, int columns)
    {
        StringBuilder line = new(first);
        bool isEmpty = true;
        foreach (string word in text.Split(' '))
        {
            string left = word;
            if (!isEmpty && Width(line.ToString()) + 1 + Width(left) > columns)
            {
                yield return line.ToString().TrimEnd();
                line.Clear().Append(others);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ");
            isEmpty = false;
            for (int room = columns - Width(line.ToString()); Width(left) > room; room = columns - Width(line.ToString()))
            {
                string part = Head(left, Math.Max(room, 2));
                yield return line.Append(part).ToString().TrimEnd();
                left = left[part.Length..];
                line.Clear().Append(others);
            }

            line.Append(left);
        }

        yield return line.ToString().TrimEnd();
    }

    private static string Head(string text, int columns)
    {
        int width = 0;
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Width(rune.ToString());
            if (width > columns)
            {
                break;
            }

            at += rune.Utf16SequenceLength;
        }

        return text[..at];
    }

    private static string Tail(string text, int columns)
    {
        int over = Width(text) - columns;
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (over <= 0)
            {
                break;
            }

            over -= Width(rune.ToString());
            at += rune.Utf16SequenceLength;
        }

        return text[at..];
    }
}
