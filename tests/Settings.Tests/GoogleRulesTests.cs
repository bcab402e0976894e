using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

/// <summary>A typo of what Google has by name is refused, all of them at once; what is newer than the program is listed.</summary>
public sealed class GoogleRulesTests
{
    private const string MachineTypes = "  infra:machineTypes:\n    - {0}\n  infra:buckets:\n";
    private static readonly string Newer = DevFile.Text.Replace("asia-south1", "asia-south9", StringComparison.Ordinal);

    [Fact]
    public void All_typos_are_named_at_once_each_in_its_place()
    {
        string[] problems = DevFile.Problems(DevFile.Text
            .Replace("machineType: e2-standard-2", "machineType: e2-standrad-2", StringComparison.Ordinal)
            .Replace("          minNodes: 0\n", "          minNodes: 0\n          diskType: hyperdisk-balanced\n", StringComparison.Ordinal)
            .Replace("releaseChannel: REGULAR", "releaseChannel: REGLAR", StringComparison.Ordinal)
            .Replace("      location: asia-south1\n      softDeleteDays: 7\n    # Exports", "      location: asia-suoth1\n      softDeleteDays: 7\n    # Exports", StringComparison.Ordinal));

        Assert.Equal(5, problems.Length);
        Assert.Contains("releaseChannel is \"REGLAR\": it must be one of REGULAR, STABLE, EXTENDED. Did you mean REGULAR?", problems[0], StringComparison.Ordinal);
        Assert.Contains("nodePools.system.machineType is \"e2-standrad-2\": Google has no machine type of this name", problems[1], StringComparison.Ordinal);
        Assert.Contains("Did you mean e2-standard-2?", problems[1], StringComparison.Ordinal);
        Assert.Contains("nodePools.spot.diskType is \"hyperdisk-balanced\": a machine of type e2-standard-4 boots from pd-balanced, pd-ssd, pd-standard only", problems[2], StringComparison.Ordinal);
        Assert.All(problems[3..], p => Assert.Contains("infra:buckets.artifacts.location is \"asia-suoth1\": ", p, StringComparison.Ordinal));
        Assert.Contains(problems[3..], p => p.Contains("it is no region of docs/regions.md. Did you mean asia-south1?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("    - asia-south2\n", "    - asia-sout2\n", "infra:residency[1] is \"asia-sout2\"")]
    [InlineData("    - asia-south2\n", "    - asia-south2\n  infra:replicaRegions:\n    - asia-suoth1\n", "infra:replicaRegions[0] is \"asia-suoth1\"")]
    [InlineData("      releaseChannel: REGULAR\n", "      releaseChannel: REGULAR\n      backupRegion: asia-suoth1\n", "infra:clusters.asia-south1.backupRegion is \"asia-suoth1\"")]
    [InlineData("  infra:clusters:\n    asia-south1:\n", "  infra:clusters:\n    asia-suoth1:\n", "infra:clusters.asia-suoth1")]
    [InlineData("    regions:\n      asia-south1:\n", "    regions:\n      asia-suoth1:\n", "infra:network.regions.asia-suoth1")]
    [InlineData("    search-index-key:\n", "    search-index-key:\n      replicas:\n        - asia-suoth1\n", "infra:secrets.search-index-key.replicas[0] is \"asia-suoth1\"")]
    public void A_region_that_does_not_exist_is_refused_wherever_it_stands(string old, string with, string place) =>
        Assert.Contains(DevFile.Problems(DevFile.With(old, with)), p => p.Contains($"{place}: it is no region of docs/regions.md. Did you mean asia-south", StringComparison.Ordinal));

    [Fact]
    public void A_machine_that_the_region_has_not_is_refused() =>
        Assert.Contains("asia-south1 has no machines of the series t2a", Assert.Single(DevFile.Problems(DevFile.With("machineType: e2-standard-4", "machineType: t2a-standard-4"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("c5-standard-8", "c5-standard-8", true)]
    [InlineData("t2a-standard-4", "t2a-standard-4", true)]
    [InlineData("c5-standard-8", "c5-standard-16", false)]
    [InlineData("t2a-standard-4", "t2a-standard-8", false)]
    public void A_type_that_is_listed_as_newer_is_let_stand_and_no_other(string listed, string used, bool isGood)
    {
        string text = DevFile.With("  infra:buckets:\n", string.Format(System.Globalization.CultureInfo.InvariantCulture, MachineTypes, listed)).Replace("machineType: e2-standard-2", $"machineType: {used}", StringComparison.Ordinal);

        Assert.Equal(isGood, DevFile.Problems(text).Length == 0);
    }

    [Fact]
    public void A_listed_type_of_a_known_series_still_boots_from_its_disks() =>
        Assert.Contains(
            "diskType is \"pd-balanced\": a machine of type c4-standard-512 boots from hyperdisk-balanced, ",
            Assert.Single(DevFile.Problems(DevFile.With("  infra:buckets:\n", "  infra:machineTypes:\n    - c4-standard-512\n  infra:buckets:\n").Replace("machineType: e2-standard-2", "machineType: c4-standard-512", StringComparison.Ordinal))),
            StringComparison.Ordinal);

    [Fact]
    public void A_list_of_newer_types_opens_nothing_else()
    {
        string text = DevFile.With("  infra:buckets:\n", "  infra:machineTypes:\n    - asia-suoth1\n    - nothing\n  infra:buckets:\n").Replace("    - asia-south2\n", "    - asia-suoth1\n", StringComparison.Ordinal);

        Assert.Contains(DevFile.Problems(text), p => p.Contains("infra:residency[1] is \"asia-suoth1\": it is no region", StringComparison.Ordinal));
        Assert.Contains(DevFile.Problems(text), p => p.Contains("infra:machineTypes[1] is \"nothing\": a machine type is ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_region_that_is_listed_as_newer_is_let_stand_and_no_other()
    {
        Assert.NotEmpty(DevFile.Problems(Newer));
        Assert.Empty(DevFile.Problems(Newer.Replace("  infra:labels:\n", "  infra:newRegions:\n    - asia-south9\n  infra:labels:\n", StringComparison.Ordinal)));
        Assert.NotEmpty(DevFile.Problems(Newer.Replace("  infra:labels:\n", "  infra:newRegions:\n    - asia-south8\n  infra:labels:\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_listed_is_in_what_Google_has_by_the_settings()
    {
        StackSettings settings = DevFile.Parse(DevFile.With("  infra:buckets:\n", "  infra:machineTypes:\n    - c5-standard-8\n  infra:buckets:\n")).Settings!;

        Assert.Null(settings.Google.Machine("c5-standard-8", "asia-south1"));
        Assert.NotNull(settings.Google.Machine("c5-standard-9", "asia-south1"));
    }

    [Theory]
    [InlineData("hyperdisk-balanced", "n4-standard-4")]
    [InlineData(null, "e2-standard-4")]
    [InlineData(null, "m3-ultramem-32")]
    [InlineData(null, "quantum-large-1")]
    public void The_disk_that_has_to_be_written_is_known(string? disk, string type) => Assert.Equal(disk, NodePoolSettings.DiskTypeOf(type));
}
