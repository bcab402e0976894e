using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Infra.Help;

namespace Infra.Cli.Tests.Examples;

public sealed class ExampleTests
{
    public static TheoryData<string> Lines => [.. CommandExamples.All.Select(e => e.Line)];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task An_example_does_what_it_is_for_as_it_is_written(string line)
    {
        CommandExample example = CommandExamples.All.First(e => e.Line == line);
        ExampleWorld.Entry entry = ExampleWorld.Of(example);
        await using ExampleWorld world = await ExampleWorld.MakeAsync(entry);

        (string output, int exitCode) = await world.RunAsync(line, entry.Answer);

        Assert.True(entry.Exits.Contains(exitCode), string.Create(CultureInfo.InvariantCulture, $"{line}\nexit {exitCode}, and not {string.Join(" or ", entry.Exits)}\n{output}"));
        Assert.NotEmpty(output);
    }

    [Fact]
    public void Every_command_that_does_something_has_two_examples_at_least()
    {
        IEnumerable<string> lacking = Leaves(Root()).Where(c => CommandExamples.Of(c).Count() < (c.Arguments.Count + c.Options.Count(o => o is not HelpOption) > 0 ? 2 : 1)).Select(CommandExamples.Path);

        Assert.Equal([], lacking);
    }

    [Fact]
    public void Every_example_stands_below_its_command_and_none_twice()
    {
        string[] commands = [.. Leaves(Root()).Select(CommandExamples.Path)];

        Assert.All(CommandExamples.All, e => Assert.Contains(e.Command, commands));
        Assert.All(CommandExamples.All, e => Assert.Matches($"^([A-Z_]+=[^ ]+ )?infra {e.Command}( |$)", e.Line));
        Assert.Equal(CommandExamples.All.Select(e => e.Line).Distinct(), CommandExamples.All.Select(e => e.Line));
    }

    [Fact]
    public void Every_world_is_that_of_an_example() =>
        Assert.Equal([], ExampleWorld.Names.Except(CommandExamples.All.SelectMany(e => new[] { e.Command, e.Line }), StringComparer.Ordinal));

    [Fact]
    public void Every_command_stands_in_one_group()
    {
        string[] grouped = [.. CommandGroups.Of(Root()).SelectMany(g => g.Commands).Select(c => c.Name)];

        Assert.Equal(Root().Subcommands.Select(c => c.Name).Order(StringComparer.Ordinal), grouped.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Other", CommandGroups.Of(Root()).Select(g => g.Title));
    }

    [Fact]
    public void A_command_that_no_group_knows_is_shown_all_the_same()
    {
        RootCommand root = Root();
        root.Subcommands.Add(new Command("brand-new", "Something new."));

        Assert.Equal(("Other", "brand-new"), CommandGroups.Of(root).Select(g => (g.Title, g.Commands.Last().Name)).Last());
        Assert.Contains("\nOther:\n  brand-new  Something new.\n", new HelpOutput("infra", 80).Text(root), StringComparison.Ordinal);
    }

    private static RootCommand Root()
    {
        using Workspace workspace = new();
        return CommandTree.Root(workspace.Host(TextWriter.Null, TextWriter.Null, null));
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.Where(c => !c.Hidden).SelectMany(Leaves);
}
