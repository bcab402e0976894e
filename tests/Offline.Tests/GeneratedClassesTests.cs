using Infra.Offline.Generator;

namespace Infra.Offline.Tests;

public sealed class GeneratedClassesTests
{
    [Theory]
    [InlineData("Pulumi.Gcp")]
    [InlineData("Pulumi.Kubernetes")]
    public void The_order_of_the_listing_changes_nothing(string provider)
    {
        var listing = Repository.Offline.Listing(provider);
        var facts = Facts.Parse(Repository.Offline.ListingText("facts.txt"));

        Assert.Equal(Repository.Offline.Classes(provider), ClassEmitter.Emit([.. listing.Reverse()], facts));
    }
}
