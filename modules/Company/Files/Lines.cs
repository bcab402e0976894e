using System.Text;

namespace Infra.Company.Files;

/// <summary>Lists of a YAML text. Texts of answers were checked by their value types, so none of them can end a line or begin a comment.</summary>
internal static class Lines
{
    /// <summary>One line an item, below a key.</summary>
    public static string List(int indent, IEnumerable<string> items) => string.Concat(items.Select(i => $"{new string(' ', indent)}- {i}\n"));

    /// <summary>A key with a list below it; nothing where the list is empty.</summary>
    public static string Of(int indent, string key, IReadOnlyCollection<string> items) => items.Count == 0 ? "" : $"{new string(' ', indent)}{key}:\n{List(indent + 2, items)}";

    /// <summary>Texts behind each other.</summary>
    public static string All<T>(IEnumerable<T> items, Func<T, string> text) => items.Aggregate(new StringBuilder(), (all, item) => all.Append(text(item))).ToString();

    /// <summary>The first line of a data file, by which editors find its schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The name of the schema.</param>
    public static string Schema(string path, string schema) => $"# yaml-language-server: $schema={string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/') - 1))}schema/{schema}.schema.json\n";
}
