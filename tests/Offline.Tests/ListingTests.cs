using System.Xml.Linq;
using Infra.Offline.Generator;

namespace Infra.Offline.Tests;

public sealed class ListingTests
{
    public static TheoryData<string, string> Assemblies => new(OfflineFolder.Versions.Select(pair => (pair.Key, pair.Value)));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_listing_is_sorted_and_normalised(string assembly, string version) =>
        Assert.Equal(Normal(Repository.Offline.ListingText(assembly + ".txt"), $"{assembly} {version}"), Repository.Offline.ListingText(assembly + ".txt"));

    [Theory]
    [InlineData("two types the other way round", "\nsealed class A\n\nsealed class B\n", "\nsealed class B\n\nsealed class A\n")]
    [InlineData("two members the other way round", "  ctor   ()\n  prop   bool NoParent { get; set; }\n", "  prop   bool NoParent { get; set; }\n  ctor   ()\n")]
    [InlineData("a trailing blank", "\nsealed class A\n", "\nsealed class A\n ")]
    public void A_listing_out_of_form_is_noticed(string what, string good, string bad)
    {
        const string Start = "sealed class Pulumi.Alias\n";
        var listing = Normal(Start + "  ctor   ()\n  prop   bool NoParent { get; set; }\n\nsealed class A\n\nsealed class B\n", "Pulumi 1.0.0");

        Assert.Contains(good, listing, StringComparison.Ordinal);
        var broken = listing.Replace(good, bad, StringComparison.Ordinal);
        Assert.True(Normal(broken, "Pulumi 1.0.0") != broken, what);
    }

    [Fact]
    public void A_listing_with_carriage_returns_is_refused()
    {
        var problem = Assert.Throws<FormatException>(() => ListingParser.Parse("sealed class A\r\n"));

        Assert.Equal("listing: it has carriage returns; lines end in LF", problem.Message);
    }

    [Fact]
    public void Every_type_in_use_stands_in_the_listing()
    {
        var listed = OfflineFolder.Versions.Keys.SelectMany(Repository.Offline.Listing).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(TypesInUse.Parse(Repository.Offline.ListingText("types.txt")).Names.Except(listed, StringComparer.Ordinal));
    }

    [Fact]
    public void Versions_are_those_of_the_central_package_list()
    {
        var central = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value, StringComparer.Ordinal);

        Assert.All(OfflineFolder.Versions, pair => Assert.Equal(central[pair.Key], pair.Value));
        Assert.All(OfflineFolder.Versions, pair =>
        {
            var project = XDocument.Load(Path.Combine(Repository.Root, "offline", pair.Key, pair.Key + ".csproj"));
            Assert.Equal(pair.Value + ".0", project.Descendants("AssemblyVersion").Single().Value);
            Assert.Equal(pair.Value + "+offline", project.Descendants("InformationalVersion").Single().Value);
        });
    }

    [Fact]
    public void Types_in_use_are_ordered_named_once_and_either_kept_or_left_out()
    {
        var problem = Assert.Throws<FormatException>(() => TypesInUse.Parse("# comment\nPulumi.B\nPulumi.A\nPulumi.A\nPulumi.C: One -Two\n"));

        Assert.Equal(
            """
            types.txt:
              line 3: 'Pulumi.A' must stand before 'Pulumi.B' (ordinal order)
              line 4: 'Pulumi.A' stands twice
              line 5: 'Pulumi.C' both keeps and leaves out; name one kind
            """,
            problem.Message);
    }

    [Fact]
    public void A_fact_with_an_unknown_verb_is_refused()
    {
        var problem = Assert.Throws<FormatException>(() => Facts.Parse("Pulumi.A hides B\n"));

        Assert.Equal("facts.txt: 'Pulumi.A hides B'; a line reads 'TYPE secret-outputs|secret-inputs|default REST'", problem.Message);
    }

    private static string Normal(string text, string assembly) => ListingWriter.Write(assembly, ListingParser.Parse(text));
}
