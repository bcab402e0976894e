using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

public sealed class ApplyTests
{
    [Fact]
    public async Task Apply_turns_the_value_into_another()
        => Assert.Equal(4, (await Seen.Read(Output.Create(2).Apply(value => value * 2))).Value);

    [Fact]
    public async Task Apply_waits_for_a_task()
        => Assert.Equal(4, (await Seen.Read(Output.Create(2).Apply(value => Task.FromResult(value * 2)))).Value);

    [Fact]
    public async Task Apply_flattens_an_output()
        => Assert.Equal(4, (await Seen.Read(Output.Create(2).Apply(value => Output.Create(value * 2)))).Value);

    [Fact]
    public async Task Apply_flattens_an_input()
        => Assert.Equal(4, (await Seen.Read(Output.Create(2).Apply(value => (Input<int>)(value * 2)))).Value);

    [Fact]
    public async Task Apply_of_a_null_output_is_the_default_of_its_type()
        => Assert.Null((await Seen.Read(Output.Create(2).Apply(Output<string>? (_) => null))).Value);

    [Fact]
    public async Task Apply_on_an_input_turns_its_value_into_another()
    {
        Input<int> input = 2;
        Assert.Equal(4, (await Seen.Read(input.Apply(value => value * 2))).Value);
    }

    [Fact]
    public async Task Untyped_apply_gets_the_value_as_an_object()
        => Assert.Equal("2", (await Seen.Read(Output.Create(2).UntypedApply(value => Output.Create($"{value}")))).Value);

    [Fact]
    public async Task Apply_is_skipped_in_a_preview_while_the_value_is_unknown()
    {
        var calls = 0;
        var seen = await Run.Preview(() => OutputUtilities.CreateUnknown(1).Apply(value => ++calls + value));
        Assert.Equal((0, false), (calls, seen.IsKnown));
    }

    [Fact]
    public async Task Apply_is_skipped_in_an_update_too_while_the_value_is_unknown()
    {
        var calls = 0;
        var seen = await Run.Update(() => OutputUtilities.CreateUnknown(1).Apply(value => ++calls + value));
        Assert.Equal((0, false), (calls, seen.IsKnown));
    }

    [Fact]
    public async Task Apply_keeps_the_secret_mark_of_its_source()
        => Assert.True((await Seen.Read(Output.CreateSecret(1).Apply(value => value + 1))).IsSecret);

    [Fact]
    public async Task Apply_keeps_the_secret_mark_of_an_unknown_source_in_a_preview()
    {
        var seen = await Run.Preview(() => Output.CreateSecret(OutputUtilities.CreateUnknown(1)).Apply(value => value + 1));
        Assert.Equal((false, true), (seen.IsKnown, seen.IsSecret));
    }

    [Fact]
    public async Task Apply_takes_on_the_secret_mark_of_the_inner_output()
        => Assert.True((await Seen.Read(Output.Create(1).Apply(Output.CreateSecret))).IsSecret);

    [Fact]
    public async Task Apply_takes_on_the_unknown_of_the_inner_output()
        => Assert.False((await Run.Preview(() => Output.Create(1).Apply(OutputUtilities.CreateUnknown))).IsKnown);

    [Fact]
    public async Task Apply_joins_the_dependencies_of_outer_and_inner_output()
    {
        var seen = await Run.Update(() => new Thing("a").Id.Apply(_ => new Thing("b").Urn).Apply(Output.Create));
        Assert.Equal("a b", seen.DependsOn);
    }

    [Fact]
    public async Task Apply_fails_with_what_its_function_throws()
    {
        var output = Output.Create(1).Apply(int (_) => throw new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => OutputUtilities.GetValueAsync(output));
    }

    [Fact]
    public async Task A_resource_declared_inside_apply_is_absent_in_a_preview_and_present_in_an_update()
    {
        static void Body() => new Thing("outer").Computed.Apply(_ => new Thing("inner").Urn);

        var mocks = new Func<Mocks>(() => Mocks.Answering([], id: null));
        Assert.Equal(["outer"], (await Run.Stack(Body, mocks())).Resources.Select(resource => resource.Name));
        Assert.Equal(["outer", "inner"], (await Run.Stack(Body, mocks(), isPreview: false)).Resources.Select(resource => resource.Name));
    }
}
