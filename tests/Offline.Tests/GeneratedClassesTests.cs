using Infra.Offline.Generator;

namespace Infra.Offline.Tests;

public sealed class GeneratedClassesTests
{
    [Fact]
    public void Generated_classes_are_what_the_generator_makes_of_the_listing() =>
        Assert.Empty(Repository.Offline.Stale(Repository.Offline.Classes()));

    [Fact]
    public void A_changed_a_missing_and_a_surplus_file_are_each_named_as_stale_and_mended()
    {
        using var scratch = new ScratchFolder();
        scratch.CopyOffline();
        var offline = new OfflineFolder(scratch.Path);
        Assert.Empty(offline.Stale(offline.Classes()));

        File.AppendAllText(scratch["Pulumi.Gcp/Pulumi.Gcp.Dns.g.cs"], "// edited by hand\n");
        File.Delete(scratch["Pulumi.Gcp/Pulumi.Gcp.Kms.g.cs"]);
        File.WriteAllText(scratch["Pulumi.Kubernetes/Pulumi.Kubernetes.Gone.g.cs"], "");

        string[] stale = ["Pulumi.Gcp/Pulumi.Gcp.Dns.g.cs", "Pulumi.Gcp/Pulumi.Gcp.Kms.g.cs", "Pulumi.Kubernetes/Pulumi.Kubernetes.Gone.g.cs"];
        Assert.Equal(stale, offline.Stale(offline.Classes()));
        Assert.Equal(stale, offline.WriteClasses());
        Assert.Empty(offline.Stale(offline.Classes()));
    }

    [Fact]
    public void A_changed_listing_makes_the_classes_stale()
    {
        using var scratch = new ScratchFolder();
        scratch.CopyOffline();
        var listing = scratch["listing/Pulumi.Gcp.txt"];
        File.WriteAllText(listing, File.ReadAllText(listing).Replace("[Input(\"dnsName\", required=true)]", "[Input(\"dnsName\")]", StringComparison.Ordinal));

        var offline = new OfflineFolder(scratch.Path);

        Assert.Equal(["Pulumi.Gcp/Pulumi.Gcp.Dns.g.cs"], offline.Stale(offline.Classes()));
    }
}
