using Pulumi.Utilities;
using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

public sealed class InputListTests
{
    public static TheoryData<string> Conversions => [.. Lists.Keys];

    private static Dictionary<string, Func<InputList<string>>> Lists { get; } = new(StringComparer.Ordinal)
    {
        ["array"] = () => new[] { "a", "b" },
        ["inputs"] = () => new Input<string>[] { "a", Output.Create("b") },
        ["outputs"] = () => new[] { Output.Create("a"), Output.Create("b") },
        ["list"] = () => new List<string> { "a", "b" },
        ["list of inputs"] = () => new List<Input<string>> { "a", "b" },
        ["list of outputs"] = () => new List<Output<string>> { Output.Create("a"), Output.Create("b") },
        ["immutable array"] = () => ImmutableArray.Create("a", "b"),
        ["immutable array of inputs"] = () => ImmutableArray.Create<Input<string>>("a", "b"),
        ["immutable array of outputs"] = () => ImmutableArray.Create(Output.Create("a"), Output.Create("b")),
        ["output of array"] = () => Output.Create(new[] { "a", "b" }),
        ["output of list"] = () => Output.Create(new List<string> { "a", "b" }),
        ["output of sequence"] = () => Output.Create<IEnumerable<string>>(["a", "b"]),
        ["output of immutable array"] = () => Output.Create(ImmutableArray.Create("a", "b")),
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public async Task A_list_is_made_from(string source)
        => Assert.Equal(["a", "b"], (await Seen.Read(Lists[source]().ToOutput())).Value);

    [Fact]
    public async Task A_single_value_makes_a_list_of_one()
    {
        InputList<string> plain = "a";
        InputList<string> output = Output.Create("a");
        InputList<string> input = (Input<string>)"a";
        foreach (var list in new[] { plain, output, input })
        {
            Assert.Equal(["a"], (await Seen.Read(list.ToOutput())).Value);
        }
    }

    [Fact]
    public async Task Add_appends_values_and_lists()
    {
        InputList<string> list = new() { "a", { "b", "c" }, new InputList<string> { "d" } };
        list.AddRange(new[] { "e" });
        Assert.Equal(["a", "b", "c", "d", "e"], (await Seen.Read(list.ToOutput())).Value);
    }

    [Fact]
    public async Task Concat_makes_a_new_list()
    {
        InputList<string> first = new[] { "a" };
        var joined = first.Concat(new[] { "b" });
        Assert.Equal(["a"], (await Seen.Read(first.ToOutput())).Value);
        Assert.Equal(["a", "b"], (await Seen.Read(joined.ToOutput())).Value);
    }

    [Fact]
    public async Task One_unknown_element_makes_the_whole_list_unknown()
    {
        var seen = await Run.Preview(() => new InputList<string> { "a", OutputUtilities.CreateUnknown("b") }.ToOutput());
        Assert.False(seen.IsKnown);
    }

    [Fact]
    public async Task A_list_is_enumerated_asynchronously()
    {
        var values = new List<string>();
        await foreach (var input in (InputList<string>)new[] { "a", "b" })
        {
            values.Add((await Seen.Read(input.ToOutput())).Value);
        }

        Assert.Equal(["a", "b"], values);
    }

    [Fact]
    public void A_list_cannot_be_enumerated_synchronously()
        => Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)new InputList<string>()).GetEnumerator());

    [Fact]
    public void The_value_type_of_a_list_stands_in_its_base_type()
        => Assert.Equal(typeof(Input<ImmutableArray<string>>), typeof(InputList<string>).BaseType);
}
