namespace Infra.GitOps.Templates;

/// <summary>A piece of a template.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line, int Column, bool SpaceBefore);

/// <summary>The kinds of pieces inside and outside actions.</summary>
internal enum TokenKind
{
    Text,
    ActionStart,
    ActionEnd,
    Identifier,
    Field,
    Variable,
    Dot,
    StringLiteral,
    Number,
    Pipe,
    Declare,
    Assign,
    Comma,
    Open,
    Close,
    End,
}
