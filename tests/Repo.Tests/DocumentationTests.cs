using System.Text.RegularExpressions;

namespace Infra.Repo.Tests;

public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. Tree.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_to_a_file_leads_to_a_file(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Tree.Root, page))!;
        IEnumerable<string> dead = Link().Matches(Tree.Read(page)).Select(m => m.Groups["target"].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith('#'))
            .Select(t => t.Split('#')[0])
            .Where(t => !File.Exists(Path.Combine(folder, t)) && !Directory.Exists(Path.Combine(folder, t)));

        Assert.Empty(dead);
    }

    [Fact]
    public void What_the_readme_shows_is_what_the_program_prints()
    {
        string[] transcripts = [.. Tree.Files.Where(f => f.StartsWith("tests/Cli.Tests/Scripts/", StringComparison.Ordinal)).Select(Transcript)];
        IEnumerable<string[]> shown = Console().Matches(Tree.Read("README.md")).Select(m => m.Groups["text"].Value).Where(t => t.Contains("./run", StringComparison.Ordinal))
            .Select(t => (string[])[.. t.Split('\n').Where(l => l.Length > 0 && l != "...")]);

        Assert.All(shown, lines => Assert.True(transcripts.Any(t => IsIn(lines, t)), $"README.md shows these lines, and no file of tests/Cli.Tests/Scripts has them in this order:\n{string.Join('\n', lines)}"));
    }

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

    private static string Transcript(string file) =>
        string.Join('\n', Tree.Read(file).Split('\n').Select(l => l.StartsWith("$ ", StringComparison.Ordinal) ? Command().Replace(l, "./run ") : Hint().Replace(l, "`./run ")));

    private static bool IsIn(IEnumerable<string> lines, string transcript)
    {
        int position = 0;
        foreach (string line in lines)
        {
            position = transcript.IndexOf(line + "\n", position, StringComparison.Ordinal);
            if (position < 0)
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex("(?<=^\\$ |&& )infra ")]
    private static partial Regex Command();

    // Started by ./run, the program names itself so.
    [GeneratedRegex("`infra (?=[a-z-])")]
    private static partial Regex Hint();

    [GeneratedRegex("`[A-Za-z]+Tests\\.[A-Za-z_0-9]+`")]
    private static partial Regex TestName();

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("```console\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("(Build\\(Host host\\) => new|Command command = new|return new Command)\\(\"(?<name>[a-z-]+)\"")]
    private static partial Regex CommandName();
}
