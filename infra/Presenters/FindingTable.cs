using Infra.Model.Masking;

namespace Infra.Presenters;

/// <summary>Writes findings one below the other: a word, what it is about, and the message beside both, or below them where a terminal has no room.</summary>
internal static class FindingTable
{
    // A message in less than this is a column of single words.
    private const int Least = 40;

    private const string Below = "    ";

    /// <summary>The lines of it.</summary>
    /// <param name="findings">What was found; subjects and messages as they come.</param>
    /// <param name="columns">The width of a line; null where no terminal shows it.</param>
    public static string Of(IReadOnlyList<(string Word, string Subject, string Message)> findings, int? columns)
    {
        int words = findings.Max(f => f.Word.Length);
        int subjects = findings.Max(f => f.Subject.Length);
        string beside = new(' ', words + 1 + subjects + 2);
        bool fits = columns is not { } most || most - beside.Length >= Least;
        return string.Concat(findings.Select(f =>
        {
            string head = $"{f.Word.PadRight(words)} {Printable.Text(f.Subject)}";
            string[] lines = Printable.Lines(f.Message).Split('\n');
            return fits
                ? string.Concat(lines.SelectMany((l, i) => Lines(i == 0 ? head.PadRight(beside.Length) : beside, beside, l, columns)))
                : string.Concat(lines.Where(l => l.Length > 0).SelectMany(l => Lines(Below, Below, l, columns)).Prepend(head + "\n"));
        }));
    }

    private static IEnumerable<string> Lines(string first, string others, string text, int? columns) =>
        columns is { } most ? Fit.Wrap(first, others, text, most).Select(l => l + "\n") : [(first + text).TrimEnd() + "\n"];
}
