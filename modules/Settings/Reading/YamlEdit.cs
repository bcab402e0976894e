using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>
/// Changes a few lines of a YAML text, and leaves every other byte as people wrote it, comments among them. It goes by indentation, as people write data
/// files; where a map is written in braces that hold something, it says so and changes nothing.
/// </summary>
public static partial class YamlEdit
{
    /// <summary>Adds an entry at the end of a map.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The names that lead to the map; those that are missing are made.</param>
    /// <param name="entry">The entry: whole lines without indentation.</param>
    /// <exception cref="FormatException">The map is written in braces.</exception>
    public static string Add(string text, IReadOnlyList<string> path, string entry)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<string> lines = LinesOf(text);
        Block at = new(-1, 0, lines.Count, -1);
        for (int i = 0; i < path.Count; i++)
        {
            Block? found = Find(lines, at, path[i]);
            if (found is null)
            {
                string missing = string.Concat(path.Skip(i).Select((name, depth) => $"{new string(' ', 2 * depth)}{name}:\n"));
                return Join(Inserted(lines, at, missing + Indented(entry, 2 * (path.Count - i))));
            }

            Open(lines, found.Value, path.Take(i + 1));
            at = found.Value;
        }

        return Join(Inserted(lines, at, entry));
    }

    /// <summary>Takes an entry of a map out, with the comments right above it. A map that is empty then is written as such.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The names that lead to it.</param>
    /// <exception cref="FormatException">It is not there, or is written in braces.</exception>
    public static string Remove(string text, IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<string> lines = LinesOf(text);
        (Block parent, Block entry) = Found(lines, path);
        int first = entry.Line;
        while (first - 1 > parent.Line && Comment().IsMatch(lines[first - 1]))
        {
            first--;
        }

        lines.RemoveRange(first, End(lines, entry) - first);
        return Join(Closed(lines, parent, "{}"));
    }

    /// <summary>Whether there is an entry.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The names that lead to it.</param>
    public static bool Has(string text, IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<string> lines = LinesOf(text);
        Block? at = new Block(-1, 0, lines.Count, -1);
        foreach (string name in path)
        {
            at = at is { } block ? Find(lines, block, name) : null;
        }

        return at is not null;
    }

    /// <summary>Adds an item to a list, at its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The names that lead to the list; those that are missing are made.</param>
    /// <param name="item">The item.</param>
    public static string AddItem(string text, IReadOnlyList<string> path, string item) => Add(text, path, $"- {item}\n");

    /// <summary>Takes an item out of a list; nothing happens where it is not there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The names that lead to the list.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="FormatException">There is no such list.</exception>
    public static string RemoveItem(string text, IReadOnlyList<string> path, string item)
    {
        List<string> lines = LinesOf(text);
        (_, Block list) = Found(lines, path);
        int end = End(lines, list);
        int line = lines.FindIndex(list.Line + 1, end - list.Line - 1, l => Item(l) == item);
        if (line < 0)
        {
            return text;
        }

        lines.RemoveAt(line);
        return Join(Closed(lines, list, "[]"));
    }

    // A name that a person gives is an entry, and not the beginning of one.
    private static Block? Find(List<string> lines, Block parent, string name)
    {
        int end = parent.Line < 0 ? lines.Count : End(lines, parent);
        for (int i = parent.Line + 1; i < end; i++)
        {
            if (KeyOf(lines[i]) is { } key && key.Indent > parent.Indent && key.Indent == ChildIndent(lines, parent, end) && key.Name == name)
            {
                return new Block(i, parent.Depth + 1, end, key.Indent);
            }
        }

        return null;
    }

    private static (Block Parent, Block Entry) Found(List<string> lines, IReadOnlyList<string> path)
    {
        Block parent = new(-1, 0, lines.Count, -1);
        for (int i = 0; i < path.Count; i++)
        {
            Block found = Find(lines, parent, path[i]) ?? throw new FormatException($"there is no {string.Join('.', path.Take(i + 1))}");
            if (i == path.Count - 1)
            {
                return (parent, found);
            }

            parent = found;
        }

        throw new FormatException("there is no path");
    }

    private static int ChildIndent(List<string> lines, Block parent, int end)
    {
        for (int i = parent.Line + 1; i < end; i++)
        {
            if (!IsBlank(lines[i]))
            {
                return IndentOf(lines[i]);
            }
        }

        return parent.Indent + 2;
    }

    // Behind its last line that says something: blank lines and comments before what follows belong to that.
    private static int End(List<string> lines, Block block)
    {
        int last = block.Line;
        for (int i = block.Line + 1; i < lines.Count; i++)
        {
            if (IsBlank(lines[i]))
            {
                continue;
            }

            // Items of a list may stand as far left as its name.
            if (IndentOf(lines[i]) <= block.Indent && !(IndentOf(lines[i]) == block.Indent && lines[i].TrimStart().StartsWith("- ", StringComparison.Ordinal)))
            {
                break;
            }

            last = i;
        }

        return last + 1;
    }

    private static List<string> Inserted(List<string> lines, Block block, string entry)
    {
        int end = block.Line < 0 ? LastLine(lines) : End(lines, block);
        int indent = block.Line < 0 ? 0 : ChildIndent(lines, block, end);
        lines.InsertRange(end, LinesOf(Indented(entry, indent)));
        return lines;
    }

    private static int LastLine(List<string> lines) => lines.FindLastIndex(l => !IsBlank(l)) + 1;

    // `apps: {}` becomes `apps:`, because something comes below.
    private static void Open(List<string> lines, Block block, IEnumerable<string> path)
    {
        Match empty = EmptyBraces().Match(lines[block.Line]);
        if (empty.Success)
        {
            lines[block.Line] = empty.Groups["key"].Value;
        }
        else if (Braces().IsMatch(lines[block.Line]))
        {
            throw new FormatException($"{string.Join('.', path)} is written in braces on one line; write it one entry a line");
        }
    }

    private static List<string> Closed(List<string> lines, Block parent, string empty)
    {
        if (parent.Line >= 0 && End(lines, parent) == parent.Line + 1)
        {
            lines[parent.Line] = $"{lines[parent.Line].TrimEnd()} {empty}";
        }

        return lines;
    }

    private static (string Name, int Indent)? KeyOf(string line)
    {
        Match match = Key().Match(line);
        return match.Success ? (match.Groups["name"].Value.Trim('"', '\''), match.Groups["indent"].Length) : null;
    }

    private static string? Item(string line)
    {
        string trimmed = line.Trim();
        return trimmed.StartsWith("- ", StringComparison.Ordinal) ? trimmed[2..].Split(" #")[0].Trim().Trim('"') : null;
    }

    private static bool IsBlank(string line) => line.Trim().Length == 0 || Comment().IsMatch(line);

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;

    private static string Indented(string text, int by) => string.Concat(LinesOf(text).Select(l => $"{(l.Length == 0 ? "" : new string(' ', by))}{l}\n"));

    private static List<string> LinesOf(string text) => [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];

    private static string Join(List<string> lines) => string.Join('\n', lines) + "\n";

    [GeneratedRegex("^(?<indent> *)(?<name>\"[^\"]*\"|'[^']*'|[^\\s#\\-\"'][^\\s]*?|-[^\\s]+?):(\\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Key();

    [GeneratedRegex("^\\s*#", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex("^(?<key>.*:)\\s*(\\{\\s*\\}|\\[\\s*\\])\\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EmptyBraces();

    [GeneratedRegex("^.*:\\s+[{\\[].+$", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();

    // A line with a name and what stands below it; the text itself where the line is -1.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Block(int Line, int Depth, int Until, int Indent);
}
