using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Infra.Cli.Tests;

/// <summary>What names and messages may try, and what of it would be harm in an output.</summary>
internal static partial class HostileText
{
    private static readonly string[] Pieces =
    [
        "${{ github.token }}", "${{", "}}", "`", "```", "\n```\n", "~~~", "::set-output name=a::b", "\n::add-mask::x", "\r\n::stop-commands::t", "##[error]x", "\u001b[31m", "\u001b]8;;http://evil.example\u0007",
        "\u009b2J", "<!-- infra:dev -->", "\n<!-- infra:prod -->\n", "-->", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td>", "</details>", "</code>", "</summary>", "\n\n</details>\n", "&lt;", "\u202e", "\u2066", "\u200f", "\u061c", "\u200b",
        "\u2028", "\u0085", "\ufeff", "\U000E0041\U000E0042", "\ud800", "@everyone", " @setu-retail/platform ", "#1", "\0", "\b", "\t", "| a |", "|", "\n|---|\n", "\n\n# Head\n", "[x](javascript:y)", "![x](http://evil.example)",
        "\\", "*", "_", "plan", "é", "日本", "😀", " ", "\n", "'", "\"", "$(id)", ";",
    ];

    /// <summary>Texts of one to eight such pieces.</summary>
    public static Arbitrary<string> Any { get; } =
        Gen.Choose(1, 8).SelectMany(n => Gen.ArrayOf(Gen.Elements(Pieces), n)).Select(string.Concat).ToArbitrary();

    /// <summary>What would harm somebody who reads the output in a terminal or in a log of GitHub Actions; empty where nothing would.</summary>
    public static IReadOnlyList<string> HarmInTerminal(string output)
    {
        List<string> harm = [];
        if (output.EnumerateRunes().FirstOrDefault(IsHidden) is { Value: not 0 } hidden)
        {
            harm.Add(string.Create(CultureInfo.InvariantCulture, $"U+{hidden.Value:X4} is shown as it is"));
        }

        harm.AddRange(Commands(output));
        if (!Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(output)).Equals(output, StringComparison.Ordinal))
        {
            harm.Add("it is no text that UTF-8 can hold");
        }

        return harm;
    }

    /// <summary>The same for what machines read. Letters that nobody sees are data there and stay as they were; control characters and commands are harm.</summary>
    public static IReadOnlyList<string> HarmInJson(string output) =>
    [
        .. output.Where(c => char.IsControl(c) && c != '\n').Take(1).Select(c => $"U+{(int)c:X4} is shown as it is"),
        .. Commands(output),
    ];

    /// <summary>The same for Markdown that GitHub shows.</summary>
    /// <param name="output">The Markdown.</param>
    /// <param name="columns">How many columns every row of its table has.</param>
    public static IReadOnlyList<string> HarmInMarkdown(string output, int columns)
    {
        List<string> harm = [.. HarmInTerminal(output), .. Markup(output)];
        harm.AddRange(output.Split('\n').Where(l => l.StartsWith('|') && l.Count(c => c == '|') != columns + 1).Select(l => $"a row of the table is broken: {l}"));
        return harm;
    }

    /// <summary>Signs of markup, mentions and expressions that no text of ours holds, and tags of ours that do not nest: one of them was closed or opened by a text.</summary>
    public static IEnumerable<string> Markup(string output)
    {
        Stack<string> open = new();
        List<string> harm = [];
        foreach (Match tag in Own().Matches(output).Where(t => t.Value != "<br>"))
        {
            string name = tag.Groups["name"].Value;
            if (!tag.Value.StartsWith("</", StringComparison.Ordinal))
            {
                open.Push(name);
            }
            else if (!open.TryPop(out string? last) || last != name)
            {
                harm.Add($"{tag.Value} closes what was not opened");
            }
        }

        harm.AddRange(open.Select(o => $"<{o}> is not closed"));
        return harm.Concat(Signs(Own().Replace(output, "")));
    }

    private static IEnumerable<string> Signs(string output) =>
        ((string[])["<", "@", "${{", "```", "~~~", "](", "&lt;"]).Where(s => output.Contains(s, StringComparison.Ordinal)).Select(s => $"{s} stands there as it is");

    private static IEnumerable<string> Commands(string output) =>
        output.Split('\n').Where(l => l.TrimStart().StartsWith("::", StringComparison.Ordinal) || l.TrimStart().StartsWith("##[", StringComparison.Ordinal)).Select(l => $"a line is a command: {l}");

    // What plans are folded and their values shown with.
    [GeneratedRegex("<(?<name>details) open>|</?(?<name>details|summary|code)>|<br>", RegexOptions.CultureInvariant)]
    private static partial Regex Own();

    private static bool IsHidden(Rune rune) => rune.Value != '\n' && (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
