using System.Reflection;
using Infra.Offline.Generator;
using Infra.Offline.Tests.Printing;

namespace Infra.Offline.Tests;

public sealed class StandInTests
{
    public static TheoryData<string> Assemblies => new(OfflineFolder.Versions.Keys);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_public_type_and_member_of_a_stand_in_stands_in_the_listing(string assembly)
    {
        Repository.NeedsStandIns();

        var built = Built(assembly);

        Assert.NotEmpty(built);
        Assert.Empty(ListingComparison.Differences(built, Repository.Offline.Listing(assembly)));
    }

    /// <summary>A build that kept the classes of an older listing would lack something, or have too much.</summary>
    [Theory]
    [InlineData("Pulumi.Gcp")]
    [InlineData("Pulumi.Kubernetes")]
    public void A_provider_was_built_with_every_type_and_member_of_its_listing(string assembly)
    {
        Repository.NeedsStandIns();

        Assert.Empty(ListingComparison.Differences(Repository.Offline.Listing(assembly), Built(assembly)));
    }

    [Theory]
    [InlineData("a member that the listing lacks", "  prop   [Input(\"dnsName\", required=true)] Pulumi.Input<string> DnsName { get; set; }\n", "")]
    [InlineData("another nullability", "required=true)] Pulumi.Input<string> DnsName", "required=true)] Pulumi.Input<string>? DnsName")]
    [InlineData("another wire name", "[Input(\"dnsName\", required=true)]", "[Input(\"dns_name\", required=true)]")]
    [InlineData("no longer required", "[Input(\"dnsName\", required=true)]", "[Input(\"dnsName\")]")]
    public void A_member_that_differs_is_named(string what, string official, string broken)
    {
        Repository.NeedsStandIns();
        Assert.Equal(
            ["Pulumi.Gcp.Dns.ManagedZoneArgs: not in the listing: prop   [Input(\"dnsName\", required=true)] Pulumi.Input<string> DnsName { get; set; }"],
            DifferencesWith("Pulumi.Gcp", official, broken));
        Assert.NotEmpty(what);
    }

    [Theory]
    [InlineData("Pulumi", "  method string Require(string key)\n", "", "Pulumi.Config: not in the listing: method string Require(string key)")]
    [InlineData("Pulumi", "sealed class Pulumi.Config\n", "class Pulumi.Config\n", "declared otherwise: sealed class Pulumi.Config; the listing has: class Pulumi.Config")]
    [InlineData("Pulumi.Kubernetes", "abstract class Pulumi.Kubernetes.KubernetesResource ", "abstract class Pulumi.Kubernetes.Resource ", "no such type in the listing: abstract class Pulumi.Kubernetes.KubernetesResource : Pulumi.CustomResource")]
    public void A_handwritten_type_that_differs_is_named(string assembly, string official, string broken, params string[] differences)
    {
        Repository.NeedsStandIns();
        Assert.Equal(differences, DifferencesWith(assembly, official, broken));
    }

    private static IReadOnlyList<string> DifferencesWith(string assembly, string official, string broken)
    {
        var text = Repository.Offline.ListingText(assembly + ".txt");
        Assert.Contains(official, text, StringComparison.Ordinal);
        return ListingComparison.Differences(Built(assembly), ListingParser.Parse(text.Replace(official, broken, StringComparison.Ordinal)));
    }

    private static IReadOnlyList<ListedType> Built(string assembly) => ListingParser.Parse(AssemblyPrinter.Print(Assembly.Load(assembly)));
}
