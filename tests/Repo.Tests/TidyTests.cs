using System.Text;

namespace Infra.Repo.Tests;

public sealed class TidyTests
{
    // Names of hosts and paths are written in two halves below, so that no file of the repository holds them whole.
    private static readonly string[] OwnExamples = ["tests/Repo.Tests/Tidy.cs", "tests/Repo.Tests/TidyTests.cs"];

    [Fact]
    public void Every_file_is_tidy() =>
        Assert.Empty(Tree.Files.Except(OwnExamples, StringComparer.Ordinal).SelectMany(f => Tidy.Problems(f, File.ReadAllBytes(Path.Combine(Tree.Root, f)))));

    [Theory]
    [InlineData("a.cs", "x\r\n", "a.cs: has a carriage return; lines end with LF")]
    [InlineData("a.md", "x", "a.md: does not end with a line break")]
    [InlineData("a.yaml", "\uFEFFx\n", "a.yaml: begins with a byte order mark")]
    [InlineData("a.json", "/ro" + "ot/x.json\n", "a.json: '/ro" + "ot/x.json' is a path of one machine")]
    [InlineData("run", "cd /wo" + "rk/main/x\n", "run: '/wo" + "rk/main/x' is a path of one machine")]
    [InlineData("a.props", "https://api.nu" + "get.org/v3\n", "a.props: 'api.nu" + "get.org' is the host of a package registry")]
    [InlineData("a.cs", "// TODO\n", "a.cs: 'TODO' says that something is not done")]
    [InlineData("a.cs", "throw new NotImplementedException();\n", "a.cs: 'NotImplementedException' says that something is not done")]
    [InlineData("modules/StringHelper.cs", "x\n", "modules/StringHelper.cs: 'Helper' says nothing about what is in it")]
    public void An_untidy_file_is_found(string file, string content, string problem) =>
        Assert.Equal([problem], Tidy.Problems(file, Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void The_entry_script_stays_short_and_can_be_run()
    {
        Assert.True(Tree.Read("run").Count(c => c == '\n') < 80, "run has 80 lines or more");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Assert.All((string[])["run", ".ci/run", "tests/run", "tests/mutants", "offline/feed-probe", "offline/reference-build"], f => Assert.True(File.GetUnixFileMode(Path.Combine(Tree.Root, f)).HasFlag(UnixFileMode.UserExecute), f));
    }

    // What is longer does more than parse and present: that is a use case, an output or another command.
    [Fact]
    public void No_file_of_the_command_line_is_longer_than_60_lines()
    {
        IEnumerable<string> longer = Tree.Files
            .Where(f => f.StartsWith("infra/Cli/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => Tree.Read(f).Count(c => c == '\n') > 60);

        Assert.Empty(longer);
    }

    [Fact]
    public void No_test_is_switched_off()
    {
        IEnumerable<string> off = Tree.Files
            .Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal) && !OwnExamples.Contains(f, StringComparer.Ordinal))
            .Where(f => Tree.Read(f).Contains("Skip = \"", StringComparison.Ordinal));

        Assert.Empty(off);
    }
}
