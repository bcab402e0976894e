using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Help;
using Infra.Presenters;

namespace Infra.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Without_a_command_help_is_shown_in_groups_and_nothing_failed()
    {
        (string bare, int exitCode) = await workspace.RunAsync([]);
        (string asked, int help) = await workspace.RunAsync(["--help"]);

        Assert.Equal((0, 0), (exitCode, help));
        Assert.Equal(asked, bare);
        Assert.Contains("\nPlan and apply:\n  preview ENV ", bare, StringComparison.Ordinal);
        Assert.Contains("\n  doctor [ENV] ", bare, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_left_out_is_shown_so_and_examples_can_be_typed()
    {
        (string output, _) = await workspace.RunAsync(["render", "--help"]);

        Assert.Contains("Usage: infra render [ENV] [options]\n", output, StringComparison.Ordinal);
        Assert.Contains("  [ENV]  Only this environment. Optional.\n", output, StringComparison.Ordinal);
        Assert.Contains("Examples:\n  infra render ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_option_stands_in_the_usage() =>
        Assert.Contains("Usage: infra gate ENV --plan FILE [options]\n", (await workspace.RunAsync(["gate", "--help"])).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_sentence_of_help_is_wider_than_the_terminal(int width)
    {
        RootCommand root = CommandTree.Root(workspace.Host(TextWriter.Null, TextWriter.Null, null));

        foreach (Command command in All(root))
        {
            // A command, an option and a path are never cut: they could not be typed any more.
            string text = new HelpOutput("infra", width).Text(command);
            Assert.All(text.Split('\n').Where(l => l.Length > width && l.Trim().Contains(" ", StringComparison.Ordinal)), l => Assert.Matches("^  (infra |--|-|[A-Z_]+=)", l));
        }
    }

    [Theory]
    [InlineData("./run", "./run")]
    [InlineData("../platform/run", "../platform/run")]
    [InlineData("run; rm -rf x", "infra")]
    [InlineData("$(touch owned)", "infra")]
    [InlineData("\u001b[31mrun", "infra")]
    [InlineData("", "infra")]
    public async Task Hints_and_help_name_the_program_as_it_was_started_and_only_by_a_plain_word(string started, string named)
    {
        workspace.Variables[StartedAs.Variable] = started;

        (string mistake, _) = await workspace.RunAsync(["prevew"]);
        (string help, _) = await workspace.RunAsync(["preview", "--help"]);

        Assert.Equal($"error: There is no command or option 'prevew'; did you mean `{named} preview`?\nRun `{named} --help` to see what it takes.\n", mistake);
        Assert.Contains($"Usage: {named} preview ENV [options]\n", help, StringComparison.Ordinal);
        Assert.Contains($"\n  {named} preview dev ", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_is_the_same_however_the_program_was_started()
    {
        using StringWriter plain = new(CultureInfo.InvariantCulture);
        using StringWriter named = new(CultureInfo.InvariantCulture);
        await workspace.RunAsync(["policy", "list", "--format", "json"], plain, TextWriter.Null);
        workspace.Variables[StartedAs.Variable] = "./run";
        await workspace.RunAsync(["policy", "list", "--format", "json"], named, TextWriter.Null);

        Assert.Equal(plain.ToString(), named.ToString());
    }

    [Fact]
    public async Task The_script_run_says_how_it_was_started()
    {
        string run = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "run"), TestContext.Current.CancellationToken);

        Assert.Matches(new Regex($"^readonly started=\\$0", RegexOptions.Multiline, TimeSpan.FromSeconds(10)), run);
        Assert.Contains($"{StartedAs.Variable}=$started exec \"$program\" \"$@\"", run, StringComparison.Ordinal);
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}
