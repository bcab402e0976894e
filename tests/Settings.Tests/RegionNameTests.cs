using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Tests;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

/// <summary>Names fit wherever Google has a region.</summary>
public sealed class RegionNameTests
{
    public static TheoryData<string> Regions => [.. GoogleRegions.All.Select(r => r.Region.Value)];

    [Fact]
    public void No_two_regions_have_the_same_code()
    {
        Assert.All(GoogleRegions.All.GroupBy(r => r.Region.Code, StringComparer.Ordinal), g => Assert.Single(g));
        Assert.Equal(GoogleRegions.All.Select(r => r.Region.Value).Order(StringComparer.Ordinal), GoogleRegions.All.Select(r => r.Region.Value));
    }

    [Theory]
    [MemberData(nameof(Regions))]
    public void Every_region_fits_with_staging_and_a_prefix_of_eight_letters(string region)
    {
        ResourceNames names = new(NamePrefix.Of("eightlet"), StackName.Of("staging"), ProjectId.Of("eightlet-staging-123456")) { RegionCodes = true };
        Region of = Region.Of(region);

        Assert.True(GkeName.TryParse(names.Cluster(of), out _, out _), names.Cluster(of));
        Assert.True(AccountId.TryParse(names.NodeAccount(of), out _, out _), names.NodeAccount(of));
        Assert.All((string[])[names.Subnet(of), names.ControlPlaneSubnet(of), names.Router(of), names.Nat(of)], n => Assert.True(GceName.TryParse(n, out _, out _), n));
    }

    [Fact]
    public void The_code_of_any_region_is_short_and_has_its_number() =>
        Prop.ForAll(
            Gen.Elements("africa", "asia", "australia", "europe", "me", "northamerica", "southamerica", "us")
                .SelectMany(c => Gen.Elements("central", "east", "north", "northeast", "northwest", "south", "southeast", "southwest", "west").SelectMany(d => Gen.Choose(1, 99).Select(n => $"{c}-{d}{n}"))).ToArbitrary(),
            text =>
            {
                string code = Region.Of(text).Code;
                string number = new([.. text.SkipWhile(c => !char.IsAsciiDigit(c))]);
                return code.Length <= 7 && code.EndsWith(number, StringComparison.Ordinal) && GceName.TryParse(code, out _, out _);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_region_that_does_not_fit_is_refused_with_the_setting_that_makes_it_fit()
    {
        string text = DevFile.Text.Replace("asia-south1", "asia-southeast1", StringComparison.Ordinal).Replace("infra:prefix: setu", "infra:prefix: eightlet", StringComparison.Ordinal);

        Assert.Contains(
            $"{DevFile.Name}:60:5: infra:clusters.asia-southeast1: the account of its nodes would be named eightlet-staging-asia-southeast1-nodes (38 characters), and a service account id is 6 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen. Write infra:regionNames: code before the stack is made: then names have as-se1 for asia-southeast1 (docs/regions.md). Or shorten infra:prefix by 8.",
            Problems(text));
        Assert.Empty(Problems(text.Replace("  infra:tier: development\n", "  infra:tier: development\n  infra:regionNames: code\n", StringComparison.Ordinal)).Where(p => p.Contains("asia-southeast1", StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_clusters_of_one_name_are_refused()
    {
        string prod = Repository.Read("stacks/Pulumi.prod.yaml").ReplaceLineEndings("\n").Replace("      releaseChannel: STABLE\n", "      releaseChannel: STABLE\n      name: shop\n", StringComparison.Ordinal);

        Assert.Equal(
            ["p.yaml:127:13: infra:clusters.asia-south2.name is \"shop\": the cluster of asia-south1 has this name already. Write another name, or none: it is composed then."],
            SettingsFile.Parse("p.yaml", prod, StackName.Of("prod")).Problems.Select(p => p.ToString()));
    }

    [Theory]
    [InlineData("  infra:labels:\n", "  infra:replicaRegions:\n    - europe-west3\n  infra:labels:\n", "infra:replicaRegions[0] is \"europe-west3\": data may stay in asia-south1, asia-south2 only (infra:residency).")]
    [InlineData("      releaseChannel: REGULAR\n", "      releaseChannel: REGULAR\n      backupRegion: europe-west3\n", "infra:clusters.asia-south1.backupRegion is \"europe-west3\": data may stay in asia-south1, asia-south2 only (infra:residency).")]
    [InlineData("    search-index-key:\n", "    search-index-key:\n      replicas:\n        - europe-west3\n", "infra:secrets.search-index-key.replicas[0] is \"europe-west3\": data may stay in asia-south1, asia-south2 only (infra:residency).")]
    public void Whatever_names_a_region_stays_inside_residency(string old, string with, string problem) =>
        Assert.Contains(problem, Assert.Single(DevFile.Problems(DevFile.With(old, with))), StringComparison.Ordinal);

    [Fact]
    public void The_table_of_codes_is_that_of_the_program()
    {
        StringBuilder table = new("# Regions\n\nHow a region stands in names where `infra:regionNames` is `code`, which `infra init` writes: two letters for the continent, one or two for the direction, and the number. A region that is newer than this program is listed in `infra:newRegions`, and has a code by the same rule; any other is refused. With codes every region fits beside an environment of seven letters, such as `staging`, and a prefix of eight.\n\nA stack keeps what it was made with: clusters, accounts and subnets cannot be renamed, so a change of `infra:regionNames` replaces them all.\n\n| region | code | place | country |\n|---|---|---|---|\n");
        foreach (GoogleRegion region in GoogleRegions.All)
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{region.Region}` | `{region.Region.Code}` | {region.Place} | {region.Country} |\n");
        }

        Repository.AssertGenerated("docs/regions.md", table.ToString());
    }

    private static ImmutableArray<string> Problems(string text) => [.. SettingsFile.Parse(DevFile.Name, text, StackName.Of("staging")).Problems.Select(p => p.ToString())];
}
