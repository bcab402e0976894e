namespace Infra.Settings.Reading;

/// <summary>What must hold for the characters of a file before YAML is looked at.</summary>
public static class YamlText
{
    /// <summary>The first character that must not be there; null when all are good.</summary>
    public static (Position At, string Rule, string Mend)? FirstFault(string text)
    {
        var (line, column, indenting) = (1, 1, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (Fault(text, i, indenting) is { } fault)
            {
                return (new(line, column), fault.Rule, fault.Mend);
            }

            indenting = c == '\n' || (indenting && c == ' ');
            (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return null;
    }

    private static (string Rule, string Mend)? Fault(string text, int index, bool indenting) => text[index] switch
    {
        '\t' when indenting => ("YAML is indented by spaces, and this is a tab", "Put two spaces for each level."),
        '\t' or '\n' => null,
        '\r' when index + 1 < text.Length && text[index + 1] == '\n' => null,
        var c when char.IsControl(c) => ($"control characters are not allowed, and this is U+{(int)c:X4}", "Delete it."),
        // Text that is shown in another order than it is read hides changes from reviewers.
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' =>
            ("characters that turn the direction of text are not allowed", "Delete it."),
        '\u2028' or '\u2029' or '\uFEFF' or '\u200B' => ($"invisible characters are not allowed, and this is U+{(int)text[index]:X4}", "Delete it."),
        var c when char.IsHighSurrogate(c) && (index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])) => Broken,
        var c when char.IsLowSurrogate(c) && (index == 0 || !char.IsHighSurrogate(text[index - 1])) => Broken,
        '\uFFFD' => Broken,
        _ => null,
    };

    private static (string Rule, string Mend) Broken => ("the file must be valid UTF-8, and this is half a character", "Save it as UTF-8.");
}
