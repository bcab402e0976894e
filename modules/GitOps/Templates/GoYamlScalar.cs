using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Model.Manifests;

namespace Infra.GitOps.Templates;

/// <summary>A text as go-yaml writes it: plain, in single or double quotes, or line by line.</summary>
/// <remarks>Source: goyaml.v2, encode.go (stringv) and emitterc.go (analyze_scalar, select_scalar_style).</remarks>
internal static partial class GoYamlScalar
{
    private const int Width = 80;

    /// <summary>As the key of a map.</summary>
    /// <exception cref="FunctionException">It has lines, which are written with '?'.</exception>
    public static string Key(string text) => Looked(text) is var look && look.HasBreaks ? throw new FunctionException("a key with line breaks is not written here")
        : !IsText(text) ? Double(text)
        : look.IsPlain ? text
        : look.IsSingle ? Single(text)
        : Double(text);

    /// <summary>As a value or an item.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">How far in lines stand, where it has more than one.</param>
    /// <param name="column">How far in it begins.</param>
    public static string Value(string text, int indent, int column)
    {
        Look look = Looked(text);
        return text.Contains('\n', StringComparison.Ordinal) ? (look.IsBlock ? Block(text, indent) : Folded(Double(text), indent, column, quote: '"'))
            : !IsText(text) ? Folded(Double(text), indent, column, quote: '"')
            : look.IsPlain ? Folded(text, indent, column, quote: null)
            : look.IsSingle ? Folded(Single(text), indent, column, quote: '\'')
            : Folded(Double(text), indent, column, quote: '"');
    }

    // A space beyond the width becomes a line, unless another stands before or after it.
    private static string Folded(string written, int indent, int column, char? quote)
    {
        if (written.Length + column <= Width)
        {
            return written;
        }

        StringBuilder folded = new();
        (int first, int last) = quote is null ? (0, written.Length) : (2, written.Length - 2);
        bool isAfterSpace = false;
        for (int i = 0; i < written.Length; i++)
        {
            bool isSpace = written[i] == ' ';
            bool isNextSpace = i + 1 < written.Length && written[i + 1] == ' ';
            if (isSpace && !isAfterSpace && column > Width && i >= first && i < last && (quote == '"' || !isNextSpace))
            {
                folded.Append('\n').Append(' ', indent).Append(isNextSpace ? "\\" : "");
                column = indent + (isNextSpace ? 1 : 0);
            }
            else
            {
                folded.Append(written[i]);
                column += char.IsLowSurrogate(written[i]) ? 0 : 1;
            }

            isAfterSpace = isSpace;
        }

        return folded.ToString();
    }

    // Whether a reader would take it for a text without quotes.
    private static bool IsText(string text) => Moment().IsMatch(text) ? throw new FunctionException($"whether '{text}' is a moment of time, which go-yaml writes in quotes, is not known here")
        : KubernetesScalar.Read(text) is string && !Sixty().IsMatch(text)
        && !(Day().IsMatch(text) && DateOnly.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    private static Look Looked(string text)
    {
        if (text.Length == 0)
        {
            return new Look(IsPlain: false, IsSingle: true, IsBlock: false, HasBreaks: false);
        }

        bool isIndicator = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        (bool hasSpecial, bool hasBreaks, bool breakThenSpace, bool spaceThenBreak) = (false, false, false, false);
        char before = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isBeforeBlank = i + 1 >= text.Length || text[i + 1] is ' ' or '\t';
            isIndicator |= i == 0
                ? c is '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' || (c is '?' or ':' or '-' && isBeforeBlank)
                : (c == ':' && isBeforeBlank) || (c == '#' && (before is ' ' or '\t' || IsBreak(before)));
            Refuse(c);
            hasSpecial |= !IsPrintable(c);
            hasBreaks |= IsBreak(c);
            breakThenSpace |= c == ' ' && i > 0 && IsBreak(before);
            spaceThenBreak |= IsBreak(c) && before == ' ';
            before = c;
        }

        bool isOpen = text[0] == ' ' || text[^1] == ' ' || hasBreaks;
        return new Look(
            IsPlain: !isOpen && !isIndicator && !hasSpecial,
            IsSingle: !breakThenSpace && !spaceThenBreak && !hasSpecial,
            IsBlock: text[^1] != ' ' && !spaceThenBreak && !hasSpecial,
            hasBreaks);
    }

    // It goes through JSON, which YAML reads: what is no character to YAML is an error.
    private static void Refuse(char c)
    {
        if (c is (>= '\u007f' and <= '\u009f' and not '\u0085') or '\ufeff' or '\ufffe' or '\uffff')
        {
            throw new FunctionException(string.Create(CultureInfo.InvariantCulture, $"YAML cannot hold the character U+{(int)c:X4}"));
        }
    }

    private static bool IsBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    // Nothing beyond 16 bits is, to go-yaml.
    private static bool IsPrintable(char c) => c is '\n' or (>= ' ' and <= '~') or >= '\u00a0' && !char.IsSurrogate(c);

    private static string Single(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Double(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isPlain = rune.IsBmp && IsPrintable((char)rune.Value) && !IsBreak((char)rune.Value) && rune.Value is not ('"' or '\\');
            quoted.Append(isPlain ? rune.ToString() : rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                0 => "\\0",
                '\a' => "\\a",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\v' => "\\v",
                '\f' => "\\f",
                '\r' => "\\r",
                0x1B => "\\e",
                0x85 => "\\N",
                0x2028 => "\\L",
                0x2029 => "\\P",
                < 0x100 => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static string Block(string text, int indent)
    {
        if (text.Any(c => IsBreak(c) && c != '\n'))
        {
            throw new FunctionException("lines that end with other than \\n are not written here");
        }

        string header = text[0] is ' ' or '\n' ? "|2" : "|";
        header += !text.EndsWith('\n') ? "-" : text.Length == 1 || text[^2] == '\n' ? "+" : "";
        string[] lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        return header + "\n" + string.Join('\n', lines.Select(l => l.Length == 0 ? "" : new string(' ', indent) + l));
    }

    private readonly record struct Look(bool IsPlain, bool IsSingle, bool IsBlock, bool HasBreaks);

    [GeneratedRegex("\\A[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Sixty();

    [GeneratedRegex("\\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\\z")]
    private static partial Regex Day();

    [GeneratedRegex("\\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ]")]
    private static partial Regex Moment();
}
