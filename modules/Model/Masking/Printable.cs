using System.Globalization;
using System.Text;

namespace Infra.Model.Masking;

/// <summary>Makes text from names, values and messages harmless before it is shown.</summary>
public static class Printable
{
    /// <summary>Text with control characters, direction marks, invisible letters and halves of characters written as <c>\uXXXX</c>: no escape sequence reaches a terminal, and what people see is all there is.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder safe = new(text.Length + 16);
        bool isSafe = true;
        for (int at = 0; at < text.Length;)
        {
            // Characters of two halves too: tags (U+E0020 and on) are invisible letters with which text is smuggled past people.
            bool isWhole = Rune.TryGetRuneAt(text, at, out Rune rune);
            int length = isWhole ? rune.Utf16SequenceLength : 1;
            if (!isWhole || IsUnsafe(rune))
            {
                isSafe = false;
                foreach (char half in text.AsSpan(at, length))
                {
                    safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)half:x4}");
                }
            }
            else
            {
                safe.Append(text, at, length);
            }

            at += length;
        }

        return isSafe ? text : safe.ToString();
    }

    /// <summary>The same for a message of several lines; the line breaks stay.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('\n', text.Split('\n').Select(Text));
    }

    /// <summary>Text for a cell of a Markdown table: no markup, no HTML, no mention, no line break.</summary>
    public static string Markdown(string text)
    {
        StringBuilder safe = new(text.Length + 16);
        foreach (char c in Text(text))
        {
            if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '(' or ')' or '#' or '+' or '!' or '|' or '~' or '@' or '&')
            {
                safe.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            }
            else
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(Rune rune) =>
        Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>The beginning of a text, at most so many UTF-16 units, without half a character at its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The most that is kept, at least 1.</param>
    public static string Cut(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
