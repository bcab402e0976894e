using System.Text;
using Infra.Model.Tests;

namespace Infra.Settings.Tests;

/// <summary>Each case of broken-settings.txt breaks stacks/Pulumi.dev.yaml in one place and holds all messages, whole.</summary>
public sealed class BrokenSettingsTests
{
    private const string CasesFile = "tests/Settings.Tests/broken-settings.txt";

    [Fact]
    public void Every_broken_setting_is_answered_by_the_approved_messages() =>
        Repository.AssertGenerated(CasesFile, Run(Repository.Read(CasesFile).ReplaceLineEndings("\n")));

    [Fact]
    public void The_messages_are_the_same_in_Turkish()
    {
        var cases = Repository.Read(CasesFile).ReplaceLineEndings("\n");
        Assert.Equal(cases, Repository.InTurkish(() => Run(cases)));
    }

    [Fact]
    public void No_case_is_without_a_message() =>
        Assert.DoesNotContain("! (none)", Repository.Read(CasesFile), StringComparison.Ordinal);

    // `# what`, lines `- old`, lines `+ new`, then `! message` as they come out; the first group is the head of the file.
    private static string Run(string cases)
    {
        var blocks = cases.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var text = new StringBuilder(blocks[0]).Append('\n');
        foreach (var lines in blocks.Skip(1).Select(b => b.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var given = lines.Where(l => !l.StartsWith("! ", StringComparison.Ordinal)).ToArray();
            var problems = DevFile.Problems(DevFile.With(Part(given, "- "), Part(given, "+ ")));
            text.Append('\n').AppendJoin('\n', given).Append('\n');
            text.AppendJoin("", (problems.Length == 0 ? ["(none)"] : problems).Select(p => $"! {p}\n"));
        }

        return text.ToString();
    }

    private static string Part(string[] lines, string mark) =>
        string.Join('\n', lines.Where(l => l.StartsWith(mark, StringComparison.Ordinal)).Select(l => l[mark.Length..]));
}
