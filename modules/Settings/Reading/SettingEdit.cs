using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model.Errors;
using Infra.Model.Masking;
using YamlDotNet.Core;

namespace Infra.Settings.Reading;

/// <summary>Reads and changes one setting in the text of a file. Every other character stays as it is, comments and blank lines among them. Pure.</summary>
public static partial class SettingEdit
{
    private const string Prefix = "infra:";
    private const int MostShown = 200;

    /// <summary>The setting of a path, as it is written: a scalar as its text, a map or list as its lines.</summary>
    /// <param name="text">A file of settings that can be read.</param>
    /// <param name="below">The name at its top below which settings stand, such as <c>config</c>.</param>
    /// <param name="path">The path, such as <c>infra:labels.owner</c> or <c>labels.owner</c>; <c>[0]</c> for an item of a list.</param>
    /// <exception cref="InfraException">There is no such setting; the nearest is named.</exception>
    public static string Get(string text, string below, string path)
    {
        YamlSpan found = Find(text, below, path) is { Missing: "" } way ? way.Node : throw Missing(Find(text, below, path), path);
        if (found.Entries is [{ Key: "secure" }])
        {
            return "(encrypted)";
        }

        if (found.Text is { } scalar)
        {
            return scalar;
        }

        int start = text.LastIndexOf('\n', Math.Max(0, found.Start - 1)) + 1;
        string[] lines = text[start..EndOfLine(text, found.End)].Split('\n');
        int indent = found.IsFlow ? 0 : found.Start - start;
        return found.IsFlow ? text[found.Start..found.End] : string.Join('\n', lines.Select(l => (l.Length >= indent ? l[indent..] : l.TrimStart()).TrimEnd('\r')));
    }

    /// <summary>The texts in which a setting has another value, the likeliest way to write it first: which of them is good, its reader says.</summary>
    /// <param name="text">A file of settings that can be read.</param>
    /// <param name="below">The name at its top below which settings stand.</param>
    /// <param name="path">The path.</param>
    /// <param name="value">The value.</param>
    /// <returns>The texts, and the value before; null where there was none.</returns>
    /// <exception cref="InfraException">The path leads nowhere, or to what is more than one value.</exception>
    public static (IReadOnlyList<string> Texts, string? Before) Set(string text, string below, string path, string value)
    {
        if (value.Any(char.IsControl))
        {
            throw Refused("A value is one line without control characters; edit the file for any other.");
        }

        Way way = Find(text, below, path);
        if (way.Missing.Length == 0)
        {
            YamlSpan old = way.Node;
            string? before = old.Text ?? throw Refused($"'{Shown(path)}' is not one value but {(old.Items is null ? $"a map of {Names(old)}" : $"a list of {old.Items.Value.Length}")}. Set one below it, or edit the file.");
            return old.Style is ScalarStyle.Literal or ScalarStyle.Folded
                ? throw Refused($"'{Shown(path)}' is a text over several lines. Edit the file.")
                : (Forms(value, old.Style).Select(f => $"{text[..old.Start]}{(old.Start == old.End && text[old.Start - 1] == ':' ? " " : "")}{f}{text[old.End..]}").ToArray(), before);
        }

        if (way.Node is not { Entries: { Length: > 0 } entries, IsFlow: false } || way.Missing.Contains('.', StringComparison.Ordinal) || way.Missing.Contains('[', StringComparison.Ordinal))
        {
            throw Missing(way, path);
        }

        // Behind the last line of the map that it belongs to, so that comments of what follows stay with it.
        int at = EndOfLine(text, way.Node.End);
        string line = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string name = entries[0].Column == 3 && below.Length > 0 && way.IsTop && !way.Missing.Contains(':', StringComparison.Ordinal) ? Prefix + way.Missing : way.Missing;
        return (Forms(value, ScalarStyle.Plain).Select(f => $"{text[..at].TrimEnd('\r')}{line}{new string(' ', entries[0].Column - 1)}{name}: {f}{text[(at > 0 && text[at - 1] == '\r' ? at - 1 : at)..]}").ToArray(), null);
    }

    // As it was written before where that may be; in quotes what could be taken for something else.
    private static IEnumerable<string> Forms(string value, ScalarStyle before)
    {
        string quoted = $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return !PlainForm().IsMatch(value) ? [quoted] : before is ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted ? [quoted, value] : [value, quoted];
    }

    private sealed record Way(YamlSpan Node, string Missing, bool IsTop);

    // Names of settings may hold dots: the longest that fits is meant.
    private static Way Find(string text, string below, string path)
    {
        if (path.Length is 0 or > 500)
        {
            throw Refused("KEY is the path of a setting, 1 to 500 characters, such as infra:labels.owner.");
        }

        YamlSpan node = YamlSpan.Of(text);
        node = below.Length == 0 ? node : node.Entries!.Value.FirstOrDefault(e => e.Key == below).Value ?? throw Refused($"The file has no {below}: at its top.");
        (string rest, bool top) = (path, true);
        while (rest.Length > 0)
        {
            (YamlSpan Node, string Behind)? next = Step(node, rest, top);
            if (next is not { } found)
            {
                return new(node, rest, top);
            }

            (node, rest, top) = (found.Node, found.Behind, false);
        }

        return new(node, "", top);
    }

    private static (YamlSpan Node, string Behind)? Step(YamlSpan node, string rest, bool top)
    {
        if (node.Items is { } items && ItemForm().Match(rest) is { Success: true } item)
        {
            return int.TryParse(item.Groups["index"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < items.Length ? (items[index], rest[item.Length..]) : null;
        }

        string[] starts = top && !rest.Contains(':', StringComparison.Ordinal) ? [rest, Prefix + rest] : [rest];
        foreach ((string key, int _, int _, YamlSpan value) in (node.Entries ?? []).OrderByDescending(e => e.Key.Length))
        {
            foreach (string start in starts.Where(s => s == key || (s.StartsWith(key, StringComparison.Ordinal) && s[key.Length] is '.' or '[')))
            {
                string behind = start[key.Length..];
                return (value, behind.StartsWith('.') ? behind[1..] : behind);
            }
        }

        return null;
    }

    private static InfraException Missing(Way way, string path)
    {
        bool shortened = way.IsTop && !way.Missing.Contains(':', StringComparison.Ordinal);
        string[] names = [.. (way.Node.Entries ?? []).Select(e => shortened && e.Key.StartsWith(Prefix, StringComparison.Ordinal) ? e.Key[Prefix.Length..] : e.Key)];
        string first = way.Missing.Split('.', '[')[0];
        string hint = names.Length > 0 ? $" {Spelling.Among(first, names)}" : way.Node.Items is { } items ? $" There is a list of {items.Length} there; [0] is its first." : " There is one value there, and nothing below it.";
        return Refused($"There is no setting '{Shown(path)}': '{Shown(way.Missing)}' leads nowhere.{hint}");
    }

    private static string Names(YamlSpan map) => map.Entries is [{ Key: "secure" }] ? "an encrypted value" : string.Join(", ", map.Entries!.Value.Select(e => e.Key).Take(10));

    private static string Shown(string text) => PlainSecrets.KindOf(text) is null ? Printable.Text(Printable.Cut(text, MostShown)) : "(hidden)";

    private static int EndOfLine(string text, int from) => text.IndexOf('\n', from) is var end && end < 0 ? text.Length : end;

    private static InfraException Refused(string message) => new(ErrorKind.Configuration, message);

    // What YAML takes as itself without quotes: no indicator at its beginning, no comment and no name inside.
    [GeneratedRegex("^[A-Za-z0-9./_][A-Za-z0-9./_@+=-]*( [A-Za-z0-9./_@+=(),;'-]+)*$|^[A-Za-z0-9./_][A-Za-z0-9./_@:+=-]*[A-Za-z0-9./_@+=-]$|^-[0-9]+$")]
    private static partial Regex PlainForm();

    [GeneratedRegex("^\\[(?<index>[0-9]{1,4})\\]\\.?", RegexOptions.ExplicitCapture)]
    private static partial Regex ItemForm();
}
