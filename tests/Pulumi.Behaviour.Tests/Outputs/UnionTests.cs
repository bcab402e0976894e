namespace Pulumi.Behaviour.Tests;

public sealed class UnionTests
{
    private static readonly Union<string, int> Text = "a";
    private static readonly Union<string, int> Number = 1;

    [Fact]
    public void A_union_knows_which_type_it_holds()
        => Assert.Equal((true, false, false, true), (Text.IsT0, Text.IsT1, Number.IsT0, Number.IsT1));

    [Fact]
    public void A_union_gives_the_value_that_it_holds()
    {
        Assert.Equal(("a", 1), (Text.AsT0, Number.AsT1));
        Assert.Equal("a", Text.Value);
        Assert.Equal(1, Number.Value);
    }

    [Fact]
    public void A_union_refuses_the_type_that_it_does_not_hold()
    {
        Assert.Throws<InvalidOperationException>(() => Number.AsT0);
        Assert.Throws<InvalidOperationException>(() => Text.AsT1);
    }

    [Fact]
    public void Match_and_switch_take_the_branch_of_the_value()
    {
        Assert.Equal(("A", "2"), (Match(Text), Match(Number)));
        var taken = "";
        Number.Switch(_ => taken = "text", number => taken = $"number {number}");
        Assert.Equal("number 1", taken);

        static string Match(Union<string, int> union) => union.Match(text => text.ToUpperInvariant(), number => $"{number + 1}");
    }

    [Fact]
    public void Mapping_changes_only_the_type_that_is_held()
    {
        Assert.Equal(2, Number.MapT1(number => number + 1).AsT1);
        Assert.Equal("a", Text.MapT1(number => number + 1).AsT0);
        Assert.Equal(1, Text.MapT0(text => text.Length).AsT0);
        Assert.Equal("1", Number.Bimap(text => text.Length, number => $"{number}").AsT1);
    }

    [Fact]
    public void Picking_says_whether_the_type_is_held()
    {
        Assert.True(Text.TryPickT0(out var text, out _));
        Assert.False(Text.TryPickT1(out _, out var rest));
        Assert.Equal(("a", "a"), (text, rest));
    }

    [Fact]
    public void Unions_are_equal_when_type_and_value_are()
    {
        Assert.True(Text == Union<string, int>.FromT0("a"));
        Assert.True(Text != Number);
        Assert.Equal(Number.GetHashCode(), Union<string, int>.FromT1(1).GetHashCode());
    }

    [Fact]
    public async Task Outputs_of_unions_are_read_like_unions()
    {
        var output = Output.Create(Number);
        Assert.False((await Seen.Read(output.IsT0())).Value);
        Assert.True((await Seen.Read(output.IsT1())).Value);
        Assert.Equal(1, (await Seen.Read(output.AsT1())).Value);
        Assert.Equal("a", (await Seen.Read(Output.Create(Text).AsT0())).Value);
        Assert.Equal(1, (await Seen.Read(output.Value())).Value);
    }

    [Fact]
    public async Task An_input_union_takes_either_type_plain_or_as_an_output()
    {
        InputUnion<string, int>[] unions = ["a", 1, Output.Create("b"), Output.Create(2), Text];
        var values = new List<object>();
        foreach (var union in unions)
        {
            values.Add((await Seen.Read(union.ToOutput())).Value.Value);
        }

        Assert.Equal(["a", 1, "b", 2, "a"], values);
    }

    [Fact]
    public async Task Lists_and_maps_of_unions_take_either_type()
    {
        InputList<Union<string, int>> list = [];
        list.Add((Input<string>)"a");
        list.Add((Input<int>)1);
        InputMap<Union<string, int>> map = [];
        map.Add("x", (Input<string>)"a");
        map.Add("y", (Input<int>)1);
        Assert.Equal([Text, Number], (await Seen.Read(list.ToOutput())).Value);
        Assert.Equal(Number, (await Seen.Read(map.ToOutput())).Value["y"]);
    }
}
