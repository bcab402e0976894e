using System.Collections.Immutable;

namespace Pulumi.Behaviour.Tests;

public sealed class ResourceTests
{
    [Fact]
    public async Task Type_and_name_of_a_resource_are_public()
    {
        var thing = Assert.Single(await Run.Resources(() => _ = new Thing("a")));
        Assert.Equal(("test:index:Thing", "a"), (thing.GetResourceType(), thing.GetResourceName()));
    }

    [Fact]
    public async Task A_provider_has_the_type_of_its_package()
    {
        var provider = Assert.Single(await Run.Resources(() => _ = new TestProvider("p")));
        Assert.Equal("pulumi:providers:test", provider.GetResourceType());
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("test:index:Thing", "")]
    public async Task A_resource_without_type_or_name_is_refused(string type, string name)
        => Assert.Contains(
            "cannot be", await Run.Failure(() => _ = new CustomResource(type, name, args: null, options: null)), StringComparison.Ordinal);

    [Fact]
    public void A_resource_outside_a_run_is_refused() => Assert.Throws<InvalidOperationException>(() => new Thing("a"));

    [Fact]
    public async Task Resources_come_back_in_the_order_of_their_registration()
    {
        var resources = await Run.Resources(() =>
        {
            _ = new Thing("a");
            _ = new Group("b");
            _ = new Thing("c");
        });
        Assert.Equal(["a", "b", "c"], resources.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task The_stack_is_a_resource_but_is_no_business_of_the_mock()
    {
        var mocks = new Mocks();
        var resources = await Deployment.TestWithServiceProviderAsync<SettingsStack>(
            mocks, new SettingsStack.Provider(() => new SettingsStack(stack => stack.Answer = new Thing("a").Name)), Run.Options());
        Assert.Equal(["project-stack", "a"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal(["a"], mocks.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task A_component_reaches_the_mock()
        => Assert.Equal("test:index:Group", (await Run.Stack(() => _ = new Group("g"))).Resource("g").Type);

    [Fact]
    public async Task A_read_gives_the_mock_its_id_and_keeps_it()
    {
        var mocks = Mocks.Answering(new Dictionary<string, object> { ["name"] = "read" }, id: "other");
        var id = await Run.Preview(() => Thing.Get("a", "given").Id, mocks);
        Assert.Equal(("given", "given"), (mocks.Resource("a").Id, id.Value));
    }

    [Fact]
    public async Task A_read_has_the_properties_that_the_mock_answers()
    {
        var mocks = Mocks.Answering(new Dictionary<string, object> { ["name"] = "read" });
        Assert.Equal("read", (await Run.Preview(() => Thing.Get("a", "given").Name, mocks)).Value);
    }

    [Fact]
    public async Task A_resource_that_is_made_has_no_id_for_the_mock()
        => Assert.True(string.IsNullOrEmpty((await Run.Stack(() => _ = new Thing("a"))).Resource("a").Id));

    [Fact]
    public async Task An_import_gives_the_mock_its_id_and_takes_it_on()
    {
        var mocks = Mocks.Answering([], id: null);
        var id = await Run.Preview(() => new Thing("a", options: new CustomResourceOptions { ImportId = "there" }).Id, mocks);
        Assert.Equal(("there", "there"), (mocks.Resource("a").Id, id.Value));
    }

    [Fact]
    public async Task Inputs_called_id_and_urn_are_not_sent()
    {
        var args = new DictionaryResourceArgs(ImmutableDictionary<string, object?>.Empty.Add("id", "a").Add("urn", "b").Add("c", "d"));
        var mocks = await Run.Stack(() => _ = new Thing2("a", args));
        Assert.Equal(["c"], mocks.Resource("a").Inputs.Keys);
    }

    [Fact]
    public async Task An_output_property_that_is_no_output_is_refused()
        => Assert.Contains("wrong", await Run.Failure(() => _ = new Wrong()), StringComparison.Ordinal);

    [Fact]
    public async Task An_output_property_of_a_mutable_list_is_refused()
        => Assert.Contains("List", await Run.Failure(() => _ = new WrongList()), StringComparison.Ordinal);

    private sealed class Thing2(string name, ResourceArgs args) : CustomResource("test:index:Thing2", name, args, options: null);

    private sealed class Wrong() : CustomResource("test:index:Wrong", "w", args: null, options: null)
    {
        [Output("wrong")]
        public string Text { get; private set; } = "";
    }

    private sealed class WrongList() : CustomResource("test:index:Wrong", "w", args: null, options: null)
    {
        [Output("wrong")]
        public Output<List<string>> Text { get; private set; } = null!;
    }
}
