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
        string transcript = string.Join('\n', Tree.Read("tests/Cli.Tests/Scripts/life.txt").Split('\n').Select(l => l.Replace("$ infra ", "$ ./run ", StringComparison.Ordinal)));
        IEnumerable<string> shown = Console().Matches(Tree.Read("README.md")).Select(m => m.Groups["text"].Value).Where(t => t.Contains("./run", StringComparison.Ordinal))
            .SelectMany(t => t.Split('\n')).Where(l => l.Length > 0 && l != "...");
        int position = 0;
        foreach (string line in shown)
        {
            int found = transcript.IndexOf(line + "\n", position, StringComparison.Ordinal);
            Assert.True(found >= 0, $"README.md shows '{line}', which tests/Cli.Tests/Scripts/life.txt does not have there.");
            position = found;
        }
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

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("```console\\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("(Build\\(Host host\\) => new|Command command = new|return new Command)\\(\"(?<name>[a-z-]+)\"")]
    private static partial Regex CommandName();
}
