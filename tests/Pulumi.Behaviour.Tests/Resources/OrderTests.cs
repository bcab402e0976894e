using System.Collections.Concurrent;

namespace Pulumi.Behaviour.Tests;

/// <summary>A resource reaches the mock only after everything that it needs.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Mocks_run_inline_in_the_constructor()
    {
        var mocks = new Mocks();
        var seen = 0;
        await Run.Stack(
            () =>
            {
                _ = new Thing("a");
                seen = mocks.Resources.Length;
            },
            mocks);
        Assert.Equal(1, seen);
    }

    [Fact]
    public Task A_resource_waits_for_its_inputs() => FirstBeforeSecond(first => new Thing("second", new ThingArgs { Name = first.Id }));

    [Fact]
    public Task A_resource_waits_for_outputs_deep_within_its_inputs()
        => FirstBeforeSecond(first => new Thing("second", new ThingArgs { Rules = { new RuleArgs { Action = first.Id } } }));

    [Fact]
    public Task A_resource_waits_for_what_it_depends_on()
        => FirstBeforeSecond(first => new Thing("second", options: new CustomResourceOptions { DependsOn = { first } }));

    [Fact]
    public Task A_resource_waits_for_its_parent()
        => FirstBeforeSecond(first => new Thing("second", options: new CustomResourceOptions { Parent = first }));

    [Fact]
    public Task A_resource_waits_for_the_id_that_it_is_read_by() => FirstBeforeSecond(first => Thing.Get("second", first.Id));

    [Fact]
    public Task A_resource_waits_for_an_input_that_is_a_resource()
        => FirstBeforeSecond(first => new Thing("second", new ThingArgs { Target = first }));

    [Fact]
    public Task A_resource_waits_for_its_provider()
        => FirstBeforeSecond(() => _ = new Thing("second", options: new CustomResourceOptions { Provider = new TestProvider("first") }));

    [Fact]
    public async Task Depending_on_a_component_waits_for_its_children_and_their_children()
    {
        await FirstBeforeSecond(() =>
        {
            var group = new Group("outer", outer => _ = new Group(
                "inner",
                inner => _ = new Thing("first", options: new CustomResourceOptions { Parent = inner }),
                new ComponentResourceOptions { Parent = outer }));
            _ = new Thing("second", options: new CustomResourceOptions { DependsOn = { group } });
        });
    }

    [Fact]
    public async Task An_input_that_comes_from_a_component_waits_for_its_children()
    {
        await FirstBeforeSecond(() =>
        {
            var group = new Group("group", group => _ = new Thing("first", options: new CustomResourceOptions { Parent = group }));
            _ = new Thing("second", new ThingArgs { Name = group.Urn });
        });
    }

    [Fact]
    public async Task A_diamond_is_registered_in_order()
    {
        var order = await Order(() =>
        {
            var top = new Thing("top");
            var left = new Thing("left", new ThingArgs { Name = top.Id });
            var right = new Thing("right", new ThingArgs { Name = top.Id });
            return new Thing("bottom", new ThingArgs { Zones = { left.Id, right.Id } });
        });
        Assert.Equal("top", order[0]);
        Assert.Equal("bottom", order[3]);
    }

    [Fact]
    public async Task A_chain_of_3000_is_registered_in_order()
    {
        var order = await Order(() =>
        {
            var last = new Thing("0");
            for (var i = 1; i < 3000; i++)
            {
                last = new Thing($"{i}", new ThingArgs { Name = last.Id });
            }

            return last;
        });
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"), order);
    }

    [Fact]
    public void A_child_that_depends_on_its_own_parent_component_hangs()
    {
        var mocks = new Mocks();
        var run = Run.Stack(
            () => _ = new Group("g", group => _ = new Thing(
                "child", options: new CustomResourceOptions { Parent = group, DependsOn = { group } })),
            mocks);
        Assert.False(run.IsCompleted);
        Assert.Equal(["g"], mocks.Resources.Select(resource => resource.Name));
    }

    private static Task FirstBeforeSecond(Func<Thing, Thing> second) => FirstBeforeSecond(() => _ = second(new Thing("first")));

    /// <summary>While the mock has not answered for the first, it is not asked for the second.</summary>
    private static async Task FirstBeforeSecond(Action body)
    {
        var first = new TaskCompletionSource<(string?, object)>();
        var mocks = new Mocks
        {
            NewResource = args => args.Name == "first" ? first.Task : Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs)),
        };
        var run = Run.Stack(body, mocks, isPreview: false);
        Assert.Contains(mocks.Resources, resource => resource.Name == "first");
        Assert.DoesNotContain(mocks.Resources, resource => resource.Name == "second");
        first.SetResult(("first-id", new Dictionary<string, object>()));
        await run;
        Assert.Contains(mocks.Resources, resource => resource.Name == "second");
    }

    /// <summary>The order in which truly asynchronous mocks end.</summary>
    private static async Task<string[]> Order(Func<Resource> body)
    {
        var order = new ConcurrentQueue<string>();
        var mocks = new Mocks
        {
            NewResource = async args =>
            {
                await Task.Yield();
                order.Enqueue(args.Name!);
                return ($"{args.Name}-id", args.Inputs);
            },
        };
        await Run.Stack(() => _ = body(), mocks, isPreview: false);
        return [.. order];
    }
}
