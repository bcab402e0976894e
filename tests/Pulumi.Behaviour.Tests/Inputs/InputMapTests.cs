using Pulumi.Utilities;
using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

public sealed class InputMapTests
{
    public static TheoryData<string> Conversions => [.. Maps.Keys];

    private static Dictionary<string, Func<InputMap<string>>> Maps { get; } = new(StringComparer.Ordinal)
    {
        ["dictionary"] = () => Plain(),
        ["immutable dictionary"] = () => Plain().ToImmutableDictionary(),
        ["output of dictionary"] = () => Output.Create(Plain()),
        ["output of interface"] = () => Output.Create<IDictionary<string, string>>(Plain()),
        ["output of immutable dictionary"] = () => Output.Create(Plain().ToImmutableDictionary()),
        ["indexer"] = () => new InputMap<string> { ["k"] = "v" },
        ["add"] = () => new InputMap<string> { { "k", "v" } },
        ["add of a map"] = () => new InputMap<string> { Plain() },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public async Task A_map_is_made_from(string source)
        => Assert.Equal(Plain(), (await Seen.Read(Maps[source]().ToOutput())).Value.ToDictionary());

    [Fact]
    public async Task Add_range_adds_all_entries()
    {
        InputMap<string> map = new() { ["a"] = "1" };
        map.AddRange(new Dictionary<string, string> { ["b"] = "2" });
        Assert.Equal("1 2", await Text(map, "a", "b"));
    }

    [Fact]
    public async Task Merge_prefers_the_second_map_and_changes_neither()
    {
        InputMap<string> first = new() { ["a"] = "1", ["b"] = "1" };
        InputMap<string> second = new() { ["b"] = "2", ["c"] = "2" };
        Assert.Equal("1 2 2", await Text(InputMap<string>.Merge(first, second), "a", "b", "c"));
        Assert.Equal("1 1", await Text(first, "a", "b"));
    }

    [Fact]
    public async Task One_unknown_value_makes_the_whole_map_unknown()
    {
        var seen = await Run.Preview(() => new InputMap<string> { ["a"] = "b", ["c"] = OutputUtilities.CreateUnknown("d") }.ToOutput());
        Assert.False(seen.IsKnown);
    }

    [Fact]
    public async Task A_map_is_enumerated_asynchronously()
    {
        var entries = new List<KeyValuePair<string, string>>();
        await foreach (var input in (InputMap<string>)Plain())
        {
            entries.Add((await Seen.Read(input.ToOutput())).Value);
        }

        Assert.Equal([KeyValuePair.Create("k", "v")], entries);
    }

    [Fact]
    public void A_map_cannot_be_enumerated_synchronously()
        => Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)new InputMap<string>()).GetEnumerator());

    [Fact]
    public void The_value_type_of_a_map_stands_in_its_base_type()
        => Assert.Equal(typeof(Input<ImmutableDictionary<string, string>>), typeof(InputMap<string>).BaseType);

    private static Dictionary<string, string> Plain() => new(StringComparer.Ordinal) { ["k"] = "v" };

    private static async Task<string> Text(InputMap<string> map, params string[] keys)
    {
        var values = (await Seen.Read(map.ToOutput())).Value;
        Assert.Equal(keys.Length, values.Count);
        return string.Join(' ', keys.Select(key => values[key]));
    }
}
