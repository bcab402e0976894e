using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Tests;

public sealed class ResourceIdentityTests
{
    private static readonly string[] Approved = ["- > gcp:pubsub/topic:Topic old"];

    [Fact]
    public async Task A_rename_without_an_alias_fails() =>
        Assert.Equal(
            ["- > gcp:pubsub/topic:Topic old is gone: it would be deleted and what replaces it made anew. Give the new one an alias, or approve with INFRA_APPROVE=gone if it is meant to go."],
            ResourceIdentity.Lost(Approved, (await Recording.OfAsync(() => _ = new Gcp.PubSub.Topic("new"))).All));

    [Fact]
    public async Task A_rename_with_an_alias_is_the_same_resource() =>
        Assert.Empty(ResourceIdentity.Lost(Approved, (await Recording.OfAsync(() => _ = new Gcp.PubSub.Topic("new", null, new CustomResourceOptions { Aliases = { new Alias { Name = "old" } } }))).All));
}
