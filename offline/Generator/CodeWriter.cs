using System.Text;

namespace Infra.Offline.Generator;

/// <summary>Lines of C# with indentation and LF.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line; an empty one has no indentation.</summary>
    public void Line(string line = "") => _text.Append(line.Length == 0 ? "" : new string(' ', _depth * 4)).Append(line).Append('\n');

    /// <summary>Writes { and indents.</summary>
    public void Open()
    {
        Line("{");
        _depth++;
    }

    /// <summary>Goes back and writes }.</summary>
    public void Close()
    {
        _depth--;
        Line("}");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
