using System.Text;

namespace Infra.GitOps.Templates;

/// <summary>Cuts a Go template into tokens. Source: https://pkg.go.dev/text/template (Text and spaces, Actions).</summary>
internal sealed class Lexer(string source)
{
    private readonly List<Token> tokens = [];
    private int position;
    private int line = 1;
    private int column = 1;
    private bool trimNext;

    // No others are spaces to Go.
    private static readonly char[] Spaces = [' ', '\t', '\r', '\n'];

    public static IReadOnlyList<Token> Read(string source)
    {
        Lexer lexer = new(source);
        lexer.ReadText();
        return lexer.tokens;
    }

    private char Current => position < source.Length ? source[position] : '\0';

    private void ReadText()
    {
        while (position < source.Length)
        {
            int open = source.IndexOf("{{", position, StringComparison.Ordinal);
            string text = open < 0 ? source[position..] : source[position..open];
            bool trimRight = open >= 0 && open + 3 < source.Length && source[open + 2] == '-' && IsSpace(source[open + 3]);
            (int startLine, int startColumn) = (line, column);
            Skip(text.Length);
            string kept = trimNext ? text.TrimStart(Spaces) : text;
            kept = trimRight ? kept.TrimEnd(Spaces) : kept;
            trimNext = false;
            if (kept.Length > 0)
            {
                tokens.Add(new Token(TokenKind.Text, kept, startLine, startColumn, false));
            }

            if (open >= 0)
            {
                ReadAction(trimRight);
            }
        }

        tokens.Add(new Token(TokenKind.End, "", line, column, false));
    }

    private void ReadAction(bool trimmed)
    {
        (int startLine, int startColumn) = (line, column);
        Skip(trimmed ? 4 : 2);
        if (source.AsSpan(position).StartsWith("/*"))
        {
            int end = source.IndexOf("*/", position, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new TemplateException(startLine, startColumn, "a comment is not closed; close it with */}}");
            }

            Skip(end + 2 - position);
            if (position + 1 < source.Length && IsSpace(Current) && source[position + 1] == '-')
            {
                Skip(1);
            }

            CloseAction(startLine, startColumn);
            return;
        }

        tokens.Add(new Token(TokenKind.ActionStart, "{{", startLine, startColumn, false));
        while (!IsClosing())
        {
            if (position >= source.Length)
            {
                throw new TemplateException(startLine, startColumn, "an action is not closed; close it with }}");
            }

            ReadToken();
        }

        CloseAction(startLine, startColumn);
        tokens.Add(new Token(TokenKind.ActionEnd, "}}", line, column, false));
    }

    private bool IsClosing()
    {
        int at = position;
        while (at < source.Length && IsSpace(source[at]))
        {
            at++;
        }

        ReadOnlySpan<char> rest = source.AsSpan(at);
        bool closes = rest.StartsWith("}}") || (rest.StartsWith("-}}") && at > position);
        if (closes)
        {
            SkipSpace();
        }

        return closes;
    }

    private void CloseAction(int startLine, int startColumn)
    {
        if (source.AsSpan(position).StartsWith("-}}"))
        {
            trimNext = true;
            Skip(3);
        }
        else if (source.AsSpan(position).StartsWith("}}"))
        {
            Skip(2);
        }
        else
        {
            throw new TemplateException(startLine, startColumn, "an action is not closed; close it with }}");
        }
    }

    private void ReadToken()
    {
        bool space = IsSpace(Current);
        SkipSpace();
        (int startLine, int startColumn, int start) = (line, column, position);
        void Add(TokenKind kind, string text) => tokens.Add(new Token(kind, text, startLine, startColumn, space));
        char c = Current;
        if (c is '"' or '`')
        {
            Add(TokenKind.StringLiteral, ReadString(c));
        }
        else if (c == '\'')
        {
            string character = ReadString(c);
            Add(TokenKind.Number, character.EnumerateRunes().Count() == 1 ? $"{Rune.GetRuneAt(character, 0).Value}" : throw new TemplateException(startLine, startColumn, "single quotes hold one character, which is a number; a text stands in double quotes"));
        }
        else if (char.IsAsciiDigit(c) || (c is '-' or '+' or '.' && position + 1 < source.Length && (char.IsAsciiDigit(source[position + 1]) || (c != '.' && source[position + 1] == '.'))))
        {
            Skip(1);
            char before = c;
            while (position < source.Length && (char.IsAsciiLetterOrDigit(Current) || Current is '.' or '_' || (Current is '+' or '-' && IsExponent(source[start..position], before))))
            {
                before = Current;
                Skip(1);
            }

            Add(TokenKind.Number, source[start..position]);
        }
        else if (c == '.')
        {
            Skip(1);
            SkipWhile(IsNamePart);
            Add(position == start + 1 ? TokenKind.Dot : TokenKind.Field, source[(start + 1)..position]);
        }
        else if (c == '$')
        {
            Skip(1);
            SkipWhile(IsNamePart);
            Add(TokenKind.Variable, source[start..position]);
        }
        else if (IsNamePart(c))
        {
            SkipWhile(IsNamePart);
            Add(TokenKind.Identifier, source[start..position]);
        }
        else
        {
            ReadSign(c, Add, startLine, startColumn);
        }
    }

    private void ReadSign(char c, Action<TokenKind, string> add, int startLine, int startColumn)
    {
        if (c == ':' && position + 1 < source.Length && source[position + 1] == '=')
        {
            Skip(2);
            add(TokenKind.Declare, ":=");
            return;
        }

        TokenKind? kind = c switch
        {
            '|' => TokenKind.Pipe,
            '(' => TokenKind.Open,
            ')' => TokenKind.Close,
            ',' => TokenKind.Comma,
            '=' => TokenKind.Assign,
            _ => null,
        };
        Skip(1);
        add(kind ?? throw new TemplateException(startLine, startColumn, $"'{c}' has no meaning inside an action"), c.ToString());
    }

    private static bool IsExponent(string number, char before) => before is 'p' or 'P' || (before is 'e' or 'E' && !number.Contains("0x", StringComparison.OrdinalIgnoreCase));

    private string ReadString(char quote)
    {
        (int startLine, int startColumn, int start) = (line, column, position + 1);
        Skip(1);
        while (Current != quote)
        {
            if (position >= source.Length || (Current == '\n' && quote != '`'))
            {
                throw new TemplateException(startLine, startColumn, $"a text is not closed; close it with {quote}");
            }

            Skip(Current == '\\' && quote != '`' ? 2 : 1);
        }

        string inside = source[start..position];
        Skip(1);
        return quote == '`' ? inside.Replace("\r", "", StringComparison.Ordinal) : GoText.Unquoted(inside, quote) ?? throw new TemplateException(startLine, startColumn, "a text has an escape that Go does not know, or is no UTF-8; there are \\n, \\t, \\r, \\\\, \\\", \\xHH, \\uXXXX and the like");
    }

    private void SkipSpace() => SkipWhile(IsSpace);

    private void SkipWhile(Func<char, bool> more)
    {
        while (position < source.Length && more(source[position]))
        {
            Skip(1);
        }
    }

    private void Skip(int count)
    {
        for (int end = Math.Min(position + count, source.Length); position < end; position++)
        {
            if (source[position] == '\n')
            {
                line++;
                column = 1;
            }
            else
            {
                column++;
            }
        }
    }

    private static bool IsSpace(char c) => Array.IndexOf(Spaces, c) >= 0;

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
