namespace Infra.Offline.Reference;

/// <summary>Cuts lines of a listing where they may be cut.</summary>
internal static class Syntax
{
    /// <summary>The attributes that a line begins with, with the blank after each.</summary>
    public static string Attributes(string text)
    {
        var end = 0;
        while (end < text.Length && text[end] == '[')
        {
            end = AttributeEnd(text, end);
        }

        return text[..end];
    }

    /// <summary>Each attribute of <see cref="Attributes"/>, without its brackets.</summary>
    public static IEnumerable<string> Each(string attributes)
    {
        for (var start = 0; start < attributes.Length;)
        {
            var end = AttributeEnd(attributes, start);
            yield return attributes[(start + 1)..(end - 2)];
            start = end;
        }
    }

    /// <summary>Splits at commas that stand in no brackets and no text.</summary>
    public static IReadOnlyList<string> Split(string list)
    {
        var parts = new List<string>();
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i < list.Length; i++)
        {
            quoted ^= list[i] == '"';
            depth += quoted ? 0 : list[i] is '<' or '(' or '[' ? 1 : list[i] is '>' or ')' or ']' ? -1 : 0;
            if (list[i] == ',' && depth == 0 && !quoted)
            {
                parts.Add(list[start..i].Trim());
                start = i + 1;
            }
        }

        return list.Trim().Length == 0 ? [] : [.. parts, list[start..].Trim()];
    }

    /// <summary>Where the bracket closes that opens at an index.</summary>
    public static int Close(string text, int open)
    {
        var (depth, quoted) = (0, false);
        for (var i = open; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            depth += quoted ? 0 : text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0 && !quoted)
            {
                return i;
            }
        }

        throw new FormatException($"listing: '{text}' has a bracket that does not close");
    }

    /// <summary>A text in an attribute is printed as it is, quotation marks included: it ends where the attribute does.</summary>
    private static int AttributeEnd(string text, int start)
    {
        var open = text.IndexOf('(', start);
        var simple = text.IndexOf("] ", start, StringComparison.Ordinal);
        var end = open >= 0 && open < simple ? text.IndexOf(")] ", open, StringComparison.Ordinal) + 1 : simple;
        return end > start ? end + 2 : throw new FormatException($"listing: '{text}' has an attribute that does not close");
    }
}
