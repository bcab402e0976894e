using Pulumi.Utilities;
using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

/// <summary>What mocks see of inputs without the wire wrapper.</summary>
public sealed class MockInputTests
{
    [Fact]
    public async Task Mocks_see_texts_numbers_as_doubles_and_booleans()
    {
        var inputs = await Inputs(() => new ThingArgs { Name = "a", Size = 3, On = true });
        Assert.Equal("a", inputs["name"]);
        Assert.Equal(3.0, inputs["size"]);
        Assert.Equal(true, inputs["on"]);
    }

    [Fact]
    public async Task Mocks_see_lists_and_maps_as_immutable_collections_of_objects()
    {
        var inputs = await Inputs(() => new ThingArgs { Zones = { "a" }, Tags = { ["k"] = "v" } });
        Assert.Equal(["a"], Assert.IsType<ImmutableArray<object>>(inputs["zones"]));
        Assert.Equal("v", Assert.IsType<ImmutableDictionary<string, object>>(inputs["tags"])["k"]);
    }

    [Fact]
    public async Task Mocks_do_not_see_inputs_that_are_null() => Assert.False((await Inputs(() => new ThingArgs())).ContainsKey("name"));

    [Fact]
    public async Task Mocks_do_not_see_a_property_that_has_an_unknown_anywhere_in_it()
    {
        var inputs = await Inputs(() => new ThingArgs
        {
            Name = "a",
            Zones = { "a", OutputUtilities.CreateUnknown("b") },
            Rule = new RuleArgs { Action = "x", Ports = { OutputUtilities.CreateUnknown(1) } },
        });
        Assert.Equal((true, false, false), (inputs.ContainsKey("name"), inputs.ContainsKey("zones"), inputs.ContainsKey("rule")));
    }

    [Fact]
    public async Task Mocks_see_secrets_without_their_mark()
    {
        var inputs = await Inputs(() => new ThingArgs { Name = Output.CreateSecret("a"), Zones = { Output.CreateSecret("b") } });
        Assert.Equal("a", inputs["name"]);
        Assert.Equal(["b"], (ImmutableArray<object>)inputs["zones"]);
    }

    [Fact]
    public async Task Mocks_see_assets_as_assets()
        => Assert.IsType<StringAsset>((await Inputs(() => new ThingArgs { Source = new StringAsset("a") }))["source"]);

    [Fact]
    public async Task A_missing_required_input_fails_and_is_named()
    {
        var failure = await Run.Failure(() => _ = new Thing("a", new ThingArgs { Rule = new RuleArgs() }));
        Assert.Contains(
            "[Input] Pulumi.Behaviour.Tests.RuleArgs.Action is required but was not given a value", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_an_unsupported_type_fails_and_is_named()
    {
        var failure = await Run.Failure(() => _ = new Thing("a", new ThingArgs { Any = new Uri("https://example.test") }));
        Assert.Contains("System.Uri is not a supported argument type", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_as_an_input_fails()
        => Assert.Contains(
            "Task",
            await Run.Failure(() => _ = new Thing("a", new ThingArgs { Any = Task.CompletedTask })), StringComparison.Ordinal);

    [Fact]
    public async Task Type_and_name_reach_the_mock()
    {
        var mocks = await Run.Stack(() => _ = new Thing("a"));
        Assert.Equal(("test:index:Thing", "a"), (mocks.Resources.Single().Type, mocks.Resources.Single().Name));
    }

    private static async Task<ImmutableDictionary<string, object>> Inputs(Func<ThingArgs> args)
        => (await Run.Stack(() => _ = new Thing("a", args()))).Resource("a").Inputs;
}
