using System.Globalization;
using System.Text;

namespace Infra.Model;

/// <summary>Makes text from names, values and messages harmless before it is shown.</summary>
public static class Printable
{
    /// <summary>Text with control characters and direction marks written as <c>\uXXXX</c>: no escape sequence reaches a terminal.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.All(c => !IsUnsafe(c)))
        {
            return text;
        }

        StringBuilder safe = new(text.Length + 16);
        foreach (char c in text)
        {
            if (IsUnsafe(c))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
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

    private static bool IsUnsafe(char c) => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
