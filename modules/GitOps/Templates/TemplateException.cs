using System.Globalization;

namespace Infra.GitOps.Templates;

/// <summary>A template that cannot be read or filled: where, and why.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>An error at a place.</summary>
    /// <param name="line">Counted from 1 in the template's text.</param>
    /// <param name="column">Counted from 1.</param>
    /// <param name="reason">What is wrong and what would be right.</param>
    /// <param name="isMissing">Whether it is that a value is not there.</param>
    public TemplateException(int line, int column, string reason, bool isMissing = false)
        : base(string.Create(CultureInfo.InvariantCulture, $"{line}:{column}: {reason}")) => (Line, Column, Reason, IsMissing) = (line, column, reason, isMissing);

    /// <summary>Whether it is that a value is not there.</summary>
    public bool IsMissing { get; }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The column, counted from 1.</summary>
    public int Column { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }
}
