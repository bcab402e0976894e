using Pulumi.Testing;
using Pulumi.Utilities;

namespace Pulumi.Behaviour.Tests;

public sealed class UrnTests
{
    private const string Root = "urn:pulumi:stack::project::";

    [Fact]
    public async Task A_resource_of_the_stack_has_the_stack_in_its_urn()
        => Assert.Equal($"{Root}pulumi:pulumi:Stack$test:index:Thing::a", await Urn(() => new Thing("a")));

    [Fact]
    public async Task Only_the_first_ancestor_stands_in_the_urn_of_a_mock()
        => Assert.Equal(
            $"{Root}pulumi:pulumi:Stack$test:index:Thing::a",
            await Urn(() => new Thing("a", options: new CustomResourceOptions { Parent = new Group("g") })));

    [Fact]
    public async Task Two_resources_of_different_parents_can_get_one_urn_and_are_accepted()
    {
        var resources = await Run.Resources(() =>
        {
            _ = new Thing("a", options: new CustomResourceOptions { Parent = new Group("g") });
            _ = new Thing("a", options: new CustomResourceOptions { Parent = new Group("h") });
        });
        var urns = await Task.WhenAll(resources.OfType<Thing>().Select(thing => OutputUtilities.GetValueAsync(thing.Urn)));
        Assert.Equal(2, urns.Length);
        Assert.Single(urns.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Duplicates_are_accepted_silently()
    {
        var mocks = await Run.Stack(() =>
        {
            _ = new Thing("a");
            _ = new Thing("a");
        });
        Assert.Equal(2, mocks.Resources.Length);
    }

    [Fact]
    public async Task Urns_have_the_names_of_stack_and_project()
    {
        var options = new TestOptions { ProjectName = "infra", StackName = "dev" };
        var resources = await Deployment.TestAsync(new Mocks(), options, void () => _ = new Thing("a"));
        Assert.StartsWith(
            "urn:pulumi:dev::infra::", await OutputUtilities.GetValueAsync(resources.Single().Urn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_urn_is_known_in_a_preview() => Assert.True((await Run.Preview(() => new Thing("a").Urn)).IsKnown);

    [Fact]
    public async Task A_urn_used_as_an_input_is_the_urn_of_the_mock()
    {
        var mocks = await Run.Stack(() => _ = new Thing("b", new ThingArgs { Name = new Thing("a").Urn }));
        Assert.Equal($"{Root}pulumi:pulumi:Stack$test:index:Thing::a", mocks.Resource("b").Inputs["name"]);
    }

    [Fact]
    public async Task A_urn_is_put_together_from_its_parts()
    {
        Assert.Equal("urn:pulumi:s::p::t:t:T::n", (await Seen.Read(Pulumi.Urn.Create("n", "t:t:T", project: "p", stack: "s"))).Value);
        Assert.Equal("urn:pulumi:stack::project::t:t:T::n", (await Run.Preview(() => Pulumi.Urn.Create("n", "t:t:T"))).Value);
        var child = Pulumi.Urn.Create("n", "t:t:T", parentUrn: "urn:pulumi:s::p::u:u:U::m");
        Assert.Equal("urn:pulumi:s::p::u:u:U$t:t:T::n", (await Seen.Read(child)).Value);
    }

    [Fact]
    public void Urns_are_equal_when_their_texts_are()
    {
        Assert.True(new Urn("a") == new Urn("a"));
        Assert.True(new Urn("a") != new Urn("b"));
        Assert.Equal("a", (string)new Urn("a"));
        Assert.Equal("a", new Urn("a").ToString());
    }

    private static async Task<string> Urn(Func<Thing> thing) => (await Run.Preview(() => thing().Urn)).Value;
}
