using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

public sealed class DependencyTests
{
    [Fact]
    public async Task A_property_depends_on_its_resource()
        => Assert.Equal("a", (await Run.Update(() => new Thing("a", new ThingArgs { Name = "x" }).Name)).DependsOn);

    [Fact]
    public async Task Urn_and_id_depend_on_their_resource()
    {
        Assert.Equal("a", (await Run.Update(() => new Thing("a").Urn)).DependsOn);
        Assert.Equal("a", (await Run.Update(() => new Thing("a").Id)).DependsOn);
    }

    [Fact]
    public async Task A_property_depends_on_its_resource_only_and_not_on_the_inputs_of_it()
        => Assert.Equal("b", (await Run.Update(() => new Thing("b", new ThingArgs { Name = new Thing("a").Id }).Name)).DependsOn);

    [Fact]
    public async Task An_unknown_property_depends_on_its_resource_too()
    {
        var seen = await Run.Preview(() => new Thing("a").Computed);
        Assert.Equal((false, "a"), (seen.IsKnown, seen.DependsOn));
    }

    [Fact]
    public async Task All_and_tuples_and_format_join_dependencies()
    {
        Assert.Equal("a b", (await Run.Update(() => Output.All(new Thing("a").Id, new Thing("b").Id))).DependsOn);
        Assert.Equal("a b", (await Run.Update(() => Output.Tuple(new Thing("a").Id, new Thing("b").Id))).DependsOn);
        Assert.Equal("a b", (await Run.Update(() => Output.Format($"{new Thing("a").Id}{new Thing("b").Id}"))).DependsOn);
    }

    [Fact]
    public async Task Lists_and_maps_join_the_dependencies_of_their_elements()
    {
        var list = await Run.Update(() =>
        {
            InputList<string> list = [];
            list.Add("x", new Thing("a").Id, new Thing("b").Id);
            return list.ToOutput();
        });
        var map = await Run.Update(() => new InputMap<string> { ["x"] = new Thing("a").Id, ["y"] = new Thing("b").Id }.ToOutput());
        Assert.Equal(("a b", "a b"), (list.DependsOn, map.DependsOn));
    }

    [Fact]
    public async Task With_dependency_adds_one()
    {
        var seen = await Run.Update(() => OutputUtilities.WithDependency(new Thing("a").Id, new Thing("b")));
        Assert.Equal("a b", seen.DependsOn);
    }

    [Fact]
    public async Task A_plain_value_depends_on_nothing() => Assert.Empty(await OutputUtilities.GetDependenciesAsync(Output.Create(1)));
}
