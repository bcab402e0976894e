namespace Pulumi.Behaviour.Tests;

/// <summary>Own provider, else that of the nearest ancestor for the package.</summary>
public sealed class ProviderTests
{
    [Fact]
    public async Task A_resource_without_a_provider_has_none()
        => Assert.True(string.IsNullOrEmpty((await Run.Stack(() => _ = new Thing("t"))).Resource("t").Provider));

    [Fact]
    public async Task A_provider_is_named_by_urn_and_id()
        => Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::p::p-id",
            await Provider(() => _ = new Thing("t", options: new CustomResourceOptions { Provider = new TestProvider("p") })));

    [Fact]
    public async Task A_provider_without_an_id_is_named_with_the_sentinel()
    {
        var mocks = await Run.Stack(
            () => _ = new Thing("t", options: new CustomResourceOptions { Provider = new TestProvider("p") }),
            Mocks.Answering([], id: null));
        Assert.EndsWith($"::p::{Wire.Unknown}", mocks.Resource("t").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public Task The_own_provider_is_taken()
        => Takes("own", () => Child(
            new Group("g", options: new ComponentResourceOptions { Provider = new TestProvider("parents") }), new TestProvider("own")));

    [Fact]
    public Task The_provider_of_the_parent_is_inherited()
        => Takes("parents", () => Child(new Group("g", options: new ComponentResourceOptions { Provider = new TestProvider("parents") })));

    [Fact]
    public Task One_of_the_providers_of_the_parent_is_inherited_by_package()
        => Takes("right", () => Child(new Group("g", options: new ComponentResourceOptions
        {
            Providers = { new TestProvider("wrong", package: "other"), new TestProvider("right") },
        })));

    [Fact]
    public Task A_provider_of_another_package_is_not_inherited()
        => Takes(
            null,
            () => Child(new Group("g", options: new ComponentResourceOptions { Provider = new TestProvider("p", package: "other") })));

    [Fact]
    public Task The_provider_of_the_grandparent_is_inherited()
        => Takes("grand", () => Child(new Group("inner", options: new ComponentResourceOptions
        {
            Parent = new Group("outer", options: new ComponentResourceOptions { Provider = new TestProvider("grand") }),
        })));

    [Fact]
    public Task The_nearest_ancestor_wins()
        => Takes("near", () => Child(new Group("inner", options: new ComponentResourceOptions
        {
            Parent = new Group("outer", options: new ComponentResourceOptions { Provider = new TestProvider("far") }),
            Providers = { new TestProvider("near") },
        })));

    [Fact]
    public Task The_provider_of_a_custom_parent_is_inherited()
        => Takes(
            "parents",
            () => Child(new Thing("parent", options: new CustomResourceOptions { Provider = new TestProvider("parents") })));

    [Fact]
    public async Task Provider_and_providers_together_are_refused()
    {
        var failure = await Run.Failure(() => _ = new Group("g", options: new ComponentResourceOptions
        {
            Provider = new TestProvider("a"),
            Providers = { new TestProvider("b", package: "other") },
        }));
        Assert.Contains("Do not supply both 'provider' and 'providers'", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoke_inherits_the_provider_of_its_parent()
    {
        var mocks = await Run.Stack(() =>
        {
            var group = new Group("g", options: new ComponentResourceOptions { Provider = new TestProvider("p") });
            _ = Deployment.Instance.Invoke<object>("test:index:read", InvokeArgs.Empty, new InvokeOptions { Parent = group });
        });
        Assert.EndsWith("::p::p-id", mocks.Calls.Single().Provider, StringComparison.Ordinal);
    }

    private static Thing Child(Resource parent, ProviderResource? own = null)
        => new("t", options: new CustomResourceOptions { Parent = parent, Provider = own });

    private static async Task Takes(string? provider, Action body)
    {
        var name = await Provider(body);
        Assert.Equal(provider, string.IsNullOrEmpty(name) ? null : name.Split("::")[3]);
    }

    private static async Task<string?> Provider(Action body) => (await Run.Stack(body)).Resource("t").Provider;
}
