using System.Text.RegularExpressions;

namespace Infra.Repo.Tests;

public sealed partial class DocumentationTests
{
    private const string Masked = "............";

    public static TheoryData<string> Pages => [.. Tree.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_to_a_file_leads_to_a_file(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Tree.Root, page))!;
        IEnumerable<string> dead = Link().Matches(Tree.Read(page)).Select(m => m.Groups["target"].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith('#'))
            .Select(t => t.Split('#')[0])
            .Where(t => !File.Exists(Path.Combine(folder, t)) && !Directory.Exists(Path.Combine(folder, t)) && !IsWritten(Path.GetFullPath(t, folder)));

        Assert.Empty(dead);
    }

    // Tables of data files are in every company's stacks/, and a clone without a company has none.
    private static bool IsWritten(string path) => Infra.Pipeline.Rendering.SchemaFiles.All.ContainsKey(Path.GetRelativePath(Tree.Root, path).Replace('\\', '/'));

    /// <summary>The pages that show what the program prints.</summary>
    public static TheoryData<string> Shown => ["README.md", "docs/tutorial.md", .. Tree.Files.Where(f => f.StartsWith("docs/tasks/", StringComparison.Ordinal) && f.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Shown))]
    public void What_a_page_shows_is_what_the_program_prints(string page)
    {
        string[][] transcripts = [.. Tree.Files.Where(f => TranscriptFile().IsMatch(f)).Select(Transcript)];

        Assert.All(Typed(page), lines => Assert.True(transcripts.Any(t => IsIn(lines, t, isLeftOut: true)), $"{page} shows these lines, and no transcript of tests/Cli.Tests has them so. A line with ... stands for what is left out:\n{string.Join('\n', lines)}"));
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_block_that_a_test_plays_starts_no_other_program(string page) =>
        Assert.All(Typed(page).SelectMany(l => l).Where(IsCommand), line => Assert.StartsWith("$ ./run ", line, StringComparison.Ordinal));

    [Theory]
    [InlineData(true, "$ ./run a", "1", "2", "$ ./run b", "3")]
    [InlineData(true, "$ ./run a", "...", "2", "$ ./run b", "...")]
    [InlineData(true, "$ ./run a", "1", "2")]
    [InlineData(true, "$ ./run b", "3")]
    [InlineData(true, "$ ./run b", "4")]
    [InlineData(false, "$ ./run a", "2")]
    [InlineData(false, "$ ./run a", "1")]
    [InlineData(false, "$ ./run a", "...", "3")]
    [InlineData(false, "$ ./run a", "2", "1")]
    [InlineData(false, "$ ./run b", "3", "$ ./run a", "...")]
    [InlineData(false, "$ ./run c", "...")]
    [InlineData(false, "$ ./run a", "1", "2", "5")]
    public void A_line_that_is_left_out_made_up_or_moved_is_found(bool isShown, params string[] lines) =>
        Assert.Equal(isShown, IsIn(lines, ["$ ./run a", "1", "2", "$ ./run b", "3", "$ ./run b", "4"], isLeftOut: true));

    [Theory]
    [InlineData("SECURITY.md")]
    [InlineData("docs/reliability.md")]
    public void A_test_that_a_page_names_is_there(string page)
    {
        string[] named = [.. TestName().Matches(Tree.Read(page)).Select(m => m.Value)];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(
            Tree.Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith($"/{name[1..name.IndexOf('.', StringComparison.Ordinal)]}.cs", StringComparison.Ordinal)),
            f => Tree.Read(f).Contains($" {name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..^1]}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_readme_names_every_command()
    {
        string readme = Tree.Read("README.md");
        IEnumerable<string> commands = Tree.Files.Where(f => f.StartsWith("infra/Cli/", StringComparison.Ordinal) && f.EndsWith("Command.cs", StringComparison.Ordinal))
            .Select(f => CommandName().Match(Tree.Read(f)).Groups["name"].Value);

        Assert.All(commands, c => Assert.Contains($"`./run {c}", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_module_folder_explains_itself()
    {
        IEnumerable<string> folders = Tree.Files.Where(f => f.StartsWith("modules/Cloud/", StringComparison.Ordinal) && f.Count(c => c == '/') == 3)
            .Select(f => Path.GetDirectoryName(f)!.Replace('\\', '/')).Distinct(StringComparer.Ordinal);

        Assert.All(folders, f => Assert.Contains($"{f}/README.md", Tree.Files));
    }

    // Started by ./run, the program names itself so. Ids differ with each build: transcripts have dots or numbers for them, and pages any digits.
    private static string[] Transcript(string file) =>
        [.. Tree.Read(file).Split('\n').Where(l => l.Length > 0 && !Aside().IsMatch(l)).Select(l => NumberedId().Replace(IsCommand(l) ? Command().Replace(l, "./run ") : Hint().Replace(l, "`./run "), Masked))];

    private static IEnumerable<string[]> Typed(string page) => Console().Matches(Tree.Read(page)).Select(m => m.Groups["text"].Value).Where(t => t.Contains("$ ./run", StringComparison.Ordinal))
        .Select(t => (string[])[.. Id().Replace(t, Masked).Split('\n').Where(l => l.Length > 0)]);

    private static bool IsCommand(string line) => line.StartsWith("$ ", StringComparison.Ordinal);

    // Commands may be left out, and what one prints only where ... says so.
    private static bool IsIn(ReadOnlySpan<string> shown, ReadOnlySpan<string> transcript, bool isLeftOut)
    {
        bool isOver = isLeftOut || transcript.IsEmpty || IsCommand(transcript[0]);
        if (shown.IsEmpty)
        {
            return isOver;
        }

        if (shown[0] == "...")
        {
            return IsIn(shown[1..], transcript, isLeftOut: true);
        }

        bool isCommand = IsCommand(shown[0]);
        for (int i = 0; i < transcript.Length && (isCommand ? isOver : (i == 0 || isLeftOut)); i++)
        {
            if (transcript[i] == shown[0] && IsIn(shown[1..], transcript[(i + 1)..], isLeftOut: false))
            {
                return true;
            }

            if (!isCommand && IsCommand(transcript[i]))
            {
                return false;
            }
        }

        return false;
    }

    [GeneratedRegex("(?<=^\\$ |&& )(quietly )?infra ")]
    private static partial Regex Command();

    [GeneratedRegex("`infra (?=[a-z-])")]
    private static partial Regex Hint();

    [GeneratedRegex("^tests/Cli\\.Tests/(Scripts|Releases)/[a-z-]+\\.txt$")]
    private static partial Regex TranscriptFile();

    [GeneratedRegex("^(\\[exit [0-9]+\\]$|-- )")]
    private static partial Regex Aside();

    [GeneratedRegex("\\b[0-9a-f]{12}\\b")]
    private static partial Regex Id();

    [GeneratedRegex("\\bH[0-9]+\\b|(?<=--id )(LAST|OVERRIDE)\\b")]
    private static partial Regex NumberedId();

    [GeneratedRegex("`[A-Za-z]+Tests\\.[A-Za-z_0-9]+`")]
    private static partial Regex TestName();

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("```console\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("(Build\\(Host host\\) => new|Command command = new|return new Command)\\(\"(?<name>[a-z-]+)\"")]
    private static partial Regex CommandName();
}
