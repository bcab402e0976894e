using Infra.Model.Masking;

namespace Infra.Presenters;

/// <summary>Columns for people: each as wide as its widest cell, two spaces between.</summary>
internal static class TextTable
{
    /// <summary>The lines, the header first; each row has as many cells as the header.</summary>
    public static string Of(string[] header, IEnumerable<string[]> rows)
    {
        List<string[]> table = [header, .. rows.Select(r => r.Select(Printable.Text).ToArray())];
        int[] widths = [.. Enumerable.Range(0, header.Length).Select(column => table.Max(r => r[column].Length))];
        return string.Concat(table.Select(r => string.Join("  ", r.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + "\n"));
    }
}
