using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

/// <summary>How the state that a mock answers becomes output properties.</summary>
public sealed class OutputPropertyTests
{
    [Fact]
    public async Task Texts_numbers_and_booleans_are_read()
    {
        var mocks = new Func<Mocks>(() => Mocks.Answering(State(("name", "a"), ("size", 3), ("ratio", 1.5), ("on", true), ("limit", 4))));
        Assert.Equal("a", (await Run.Preview(() => new Thing("t").Name, mocks())).Value);
        Assert.Equal(3, (await Run.Preview(() => new Thing("t").Size, mocks())).Value);
        Assert.Equal(1.5, (await Run.Preview(() => new Thing("t").Ratio, mocks())).Value);
        Assert.True((await Run.Preview(() => new Thing("t").On, mocks())).Value);
        Assert.Equal(4, (await Run.Preview(() => new Thing("t").Limit, mocks())).Value);
    }

    [Fact]
    public async Task A_double_is_cut_to_a_whole_number()
        => Assert.Equal(3, (await Run.Preview(() => new Thing("t").Size, Mocks.Answering(State(("size", 3.7))))).Value);

    [Fact]
    public async Task Lists_and_maps_are_read()
    {
        var zones = await Run.Preview(() => new Thing("t").Zones, Mocks.Answering(State(("zones", new[] { "a", "b" }))));
        var tags = await Run.Preview(
            () => new Thing("t").Tags, Mocks.Answering(State(("tags", new Dictionary<string, string> { ["k"] = "v" }))));
        Assert.Equal(["a", "b"], zones.Value);
        Assert.Equal("v", tags.Value["k"]);
    }

    [Fact]
    public async Task Complex_types_are_made_by_their_constructor_and_wire_names()
    {
        var state = State(("rule", State(("action", "allow"), ("ports", new[] { 80 }), ("remark", "why"))));
        var rule = (await Run.Preview(() => new Thing("t").Rule, Mocks.Answering(state))).Value;
        Assert.Equal(("allow", 80, "why"), (rule.Action, rule.Ports.Single(), rule.Note));
    }

    [Fact]
    public async Task Missing_members_of_a_complex_type_are_defaults()
    {
        var rule = (await Run.Preview(() => new Thing("t").Rule, Mocks.Answering(State(("rule", State(("action", "a"))))))).Value;
        Assert.True(rule.Ports.IsDefaultOrEmpty);
        Assert.Null(rule.Note);
    }

    [Fact]
    public async Task Lists_of_complex_types_are_read()
    {
        var state = State(("rules", new[] { State(("action", "a")), State(("action", "b")) }));
        var rules = (await Run.Preview(() => new Thing("t").Rules, Mocks.Answering(state))).Value;
        Assert.Equal(["a", "b"], rules.Select(rule => rule.Action));
    }

    [Fact]
    public async Task Args_may_stand_in_the_state()
    {
        var state = State(("rule", new RuleArgs { Action = "a", Ports = { 1 } }));
        Assert.Equal("a", (await Run.Preview(() => new Thing("t").Rule, Mocks.Answering(state))).Value.Action);
    }

    [Fact]
    public async Task Enumerations_unions_and_json_are_read()
    {
        var mocks = new Func<Mocks>(() => Mocks.Answering(State(("kind", "FAST"), ("level", 2), ("either", 5), ("free", State(("a", 1))))));
        Assert.Equal(Kind.Fast, (await Run.Preview(() => new Thing("t").Kind, mocks())).Value);
        Assert.Equal(Level.High, (await Run.Preview(() => new Thing("t").Level, mocks())).Value);
        Assert.Equal(5, (await Run.Preview(() => new Thing("t").Either, mocks())).Value.AsT1);
        Assert.Equal("""{"a":1}""", (await Run.Preview(() => new Thing("t").Free, mocks())).Value.GetRawText());
    }

    [Fact]
    public async Task An_object_is_read_as_it_is()
        => Assert.Equal("a", (await Run.Preview(() => new Thing("t").Any, Mocks.Answering(State(("any", "a"))))).Value);

    [Fact]
    public async Task Assets_are_read()
        => Assert.IsType<FileAsset>(
            (await Run.Preview(() => new Thing("t").Source, Mocks.Answering(State(("source", new FileAsset("p")))))).Value);

    [Fact]
    public async Task A_value_of_the_wrong_type_is_the_default_and_the_run_goes_on()
    {
        var seen = await Run.Preview(() => new Thing("t").Name, Mocks.Answering(State(("name", 3))));
        Assert.Null(seen.Value);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task An_omitted_output_is_unknown_in_a_preview_and_a_known_null_in_an_update(bool isPreview, bool isKnown)
    {
        var seen = await Run.In(isPreview, () => new Thing("t").Computed, Mocks.Answering([]));
        Assert.Equal((null, isKnown), (seen.Value, seen.IsKnown));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_null_output_is_unknown_in_a_preview_and_a_known_null_in_an_update(bool isPreview, bool isKnown)
    {
        var seen = await Run.In(isPreview, () => new Thing("t").Computed, Mocks.Answering(State(("computed", null!))));
        Assert.Equal((null, isKnown), (seen.Value, seen.IsKnown));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_sentinel_is_unknown_in_both(bool isPreview)
        => Assert.False((await Run.In(isPreview, () => new Thing("t").Name, Mocks.Answering(State(("name", Wire.Unknown))))).IsKnown);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_output_in_the_state_is_unknown_in_both(bool isPreview)
    {
        var mocks = Mocks.Answering(() => State(("name", OutputUtilities.CreateUnknown(""))));
        Assert.False((await Run.In(isPreview, () => new Thing("t").Name, mocks)).IsKnown);
    }

    [Fact]
    public async Task A_secret_in_the_state_is_a_known_secret()
    {
        var seen = await Run.Preview(() => new Thing("t").Name, Mocks.Answering(() => State(("name", Output.CreateSecret("a")))));
        Assert.Equal(("a", true, true), (seen.Value, seen.IsKnown, seen.IsSecret));
    }

    [Fact]
    public async Task A_secret_unknown_in_the_state_loses_its_mark()
    {
        var mocks = Mocks.Answering(() => State(("name", Output.CreateSecret(OutputUtilities.CreateUnknown("a")))));
        var seen = await Run.Preview(() => new Thing("t").Name, mocks);
        Assert.Equal((false, false), (seen.IsKnown, seen.IsSecret));
    }

    [Fact]
    public async Task A_secret_envelope_around_the_sentinel_keeps_its_mark()
    {
        var envelope = State((Wire.SignatureKey, Wire.SecretSignature), ("value", Wire.Unknown));
        var seen = await Run.Preview(() => new Thing("t").Name, Mocks.Answering(State(("name", envelope))));
        Assert.Equal((false, true), (seen.IsKnown, seen.IsSecret));
    }

    [Fact]
    public async Task One_unknown_in_a_map_makes_the_property_unknown()
    {
        var state = State(("tags", State(("a", "1"), ("b", Wire.Unknown))));
        Assert.False((await Run.Preview(() => new Thing("t").Tags, Mocks.Answering(state))).IsKnown);
    }

    [Fact]
    public async Task One_secret_in_a_map_makes_the_property_secret_and_no_other()
    {
        var mocks = new Func<Mocks>(() => Mocks.Answering(() => State(("tags", State(("a", Output.CreateSecret("1")))), ("name", "n"))));
        Assert.True((await Run.Preview(() => new Thing("t").Tags, mocks())).IsSecret);
        Assert.False((await Run.Preview(() => new Thing("t").Name, mocks())).IsSecret);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    public async Task An_id_that_is_null_or_empty_is_unknown(string? id, bool isPreview)
        => Assert.False((await Run.In(isPreview, () => new Thing("t").Id, Mocks.Answering([], id))).IsKnown);

    [Fact]
    public async Task An_id_is_known_in_a_preview_when_the_mock_gives_one()
        => Assert.Equal(
            new Seen<string>("an-id", IsKnown: true, IsSecret: false, "t"),
            await Run.Preview(() => new Thing("t").Id, Mocks.Answering([])));

    [Fact]
    public async Task A_state_that_is_no_map_fails()
    {
        var mocks = new Mocks { NewResource = _ => Task.FromResult<(string?, object)>(("a", "text")) };
        Assert.Contains(
            "System.String is not a supported argument type", await Run.Failure(() => _ = new Thing("t"), mocks), StringComparison.Ordinal);
    }

    private static Dictionary<string, object> State(params (string Name, object Value)[] members)
        => members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
}
