using Infra.Model.Machines;
using Infra.Model.Values;

namespace Infra.Model.Tests.Machines;

/// <summary>What Google certainly has not is refused with what was meant; what it has, or may have, is not.</summary>
public sealed class GoogleCatalogTests
{
    private const string Newer = "One that is newer than this program is listed in infra:machineTypes of the stack.";
    private static readonly GoogleCatalog Google = GoogleCatalog.Known;
    private static readonly string Day = MachineTable.Known.Day;

    public static TheoryData<string> Types => [.. MachineTable.Known.Series.Values.SelectMany(s => s.Types)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_of_the_table_is_there_in_a_region_of_its_series_and_boots_from_its_disks(string type)
    {
        MachineSeries series = MachineTable.Known.Series.Values.Single(s => s.Types.Contains(type));
        string? region = MachineTable.Known.Regions.Values.FirstOrDefault(r => r.Series.Contains(series.Name))?.Name;

        Assert.Null(Google.Machine(type, region));
        Assert.All(GoogleCatalog.BootDisks(type), d => Assert.Null(Google.BootDisk(type, d)));
    }

    [Theory]
    [InlineData("e2-standrad-4", "e2-standard-4")]
    [InlineData("e2-standard-3", "e2-standard-2")]
    [InlineData("n2-standard16", "n2-standard-16")]
    [InlineData("n2d-highmen-8", "n2d-highmem-8")]
    [InlineData("e3-standard-4", "c3-standard-4")]
    [InlineData("e2-standard-64", "e2-standard-4")]
    public void A_type_that_does_not_exist_is_refused_with_what_was_meant(string type, string meant)
    {
        Misfit misfit = Google.Machine(type, "asia-south1")!;

        Assert.Equal($"Google has no machine type of this name (docs/machine-types.md, as of {Day})", misfit.Rule);
        Assert.Equal($"Did you mean {meant}? {Newer}", misfit.Mend);
    }

    [Fact]
    public void What_is_near_to_nothing_is_refused_with_the_way_for_a_newer_one() => Assert.Equal(Newer, Google.Machine("quantum-large-1", "asia-south1")!.Mend);

    [Fact]
    public void What_was_meant_is_of_the_region_where_it_can_be() =>
        Assert.Equal($"Did you mean n4-standard-4? {Newer}", Google.Machine("n5-standard-4", "asia-southeast3")!.Mend);

    [Theory]
    [InlineData("e2-standard-4", "asia-southeast3", "e2")]
    [InlineData("c4a-standard-4", "asia-south2", "c4a")]
    [InlineData("e2-custom-4-8192", "asia-southeast3", "e2")]
    public void A_type_whose_series_the_region_has_not_is_refused_with_those_that_it_has(string type, string region, string series)
    {
        Misfit misfit = Google.Machine(type, region)!;

        Assert.Equal($"{region} has no machines of the series {series} (docs/machine-types.md, as of {Day})", misfit.Rule);
        Assert.Equal($"It has {string.Join(", ", MachineTable.Known.Regions[region].Series)}. If it has {series} by now, list the type in infra:machineTypes of the stack.", misfit.Mend);
    }

    [Theory]
    [InlineData("ct6e-standard-4t", "asia-south1")]
    [InlineData("z4d-highmem-16-highlssd", "asia-south1")]
    [InlineData("e2-standard-4", "us-west8")]
    [InlineData("e2-standard-4", "asia-suoth1")]
    [InlineData("e2-standard-4", null)]
    public void What_the_table_does_not_know_refuses_nothing(string type, string? region) => Assert.Null(Google.Machine(type, region));

    [Theory]
    [InlineData("e2-custom-4-8192")]
    [InlineData("e2-custom-small-3072")]
    [InlineData("n1-custom-1-1024")]
    [InlineData("n2-custom-36-18432")]
    [InlineData("n2-custom-4-65536-ext")]
    [InlineData("n2d-custom-32-16384")]
    [InlineData("n4-custom-2-14336")]
    [InlineData("n4a-custom-5-14336")]
    public void A_custom_type_that_keeps_the_rule_of_its_series_is_there(string type) => Assert.Null(Google.Machine(type, "us-central1"));

    [Theory]
    [InlineData("e2-custom-3-8192")]
    [InlineData("e2-custom-34-34816")]
    [InlineData("e2-custom-4-8000")]
    [InlineData("e2-custom-4-65536")]
    [InlineData("e2-custom-4-65536-ext")]
    [InlineData("e2-custom-tiny-3072")]
    [InlineData("e2-custom-small-512")]
    [InlineData("e2-custom-4")]
    [InlineData("e2-custom-4-8192-ext-ext")]
    [InlineData("e2-custom-99999999999-8192")]
    [InlineData("e2-custom-4-99999999999")]
    public void A_custom_type_that_breaks_it_is_refused_with_the_rule(string type)
    {
        Misfit misfit = Google.Machine(type, "us-central1")!;

        Assert.Equal("a custom type is e2-custom-VCPUS-MB with 2 to 32 by 2 vCPUs and, for each, 512 to 8192 MB of memory, in all a multiple of 256", misfit.Rule);
        Assert.Equal("Write one such as e2-custom-4-16384.", misfit.Mend);
        Assert.Null(Google.Machine("e2-custom-4-16384", "us-central1"));
    }

    [Theory]
    [InlineData("n2-custom-34-34816", "n2")]
    [InlineData("n2d-custom-34-34816", "n2d")]
    [InlineData("n4-custom-2-512", "n4")]
    [InlineData("n4a-custom-2-4352", "n4a")]
    public void So_is_that_of_another_series(string type, string series) => Assert.Contains($"a custom type is {series}-custom-VCPUS-MB with ", Google.Machine(type, "us-central1")!.Rule, StringComparison.Ordinal);

    [Fact]
    public void A_series_without_custom_types_has_none() => Assert.StartsWith("Google has no machine type of this name", Google.Machine("c4-custom-4-8192", "us-central1")!.Rule, StringComparison.Ordinal);

    [Theory]
    [InlineData("n4-standard-4", "pd-balanced", "hyperdisk-balanced")]
    [InlineData("c4-standard-8", "pd-ssd", "hyperdisk-balanced")]
    [InlineData("e2-standard-4", "hyperdisk-balanced", "pd-balanced")]
    [InlineData("c3-standard-192-metal", "pd-balanced", "hyperdisk-balanced")]
    [InlineData("a3-ultragpu-8g", "pd-ssd", "hyperdisk-balanced")]
    [InlineData("n4-custom-2-14336", "pd-ssd", "hyperdisk-balanced")]
    public void A_disk_that_a_series_does_not_boot_from_is_refused_with_one_that_it_does(string type, string disk, string other)
    {
        Misfit misfit = Google.BootDisk(type, disk)!;

        Assert.Equal($"a machine of type {type} boots from {string.Join(", ", GoogleCatalog.BootDisks(type))} only (docs/machine-types.md, as of {Day})", misfit.Rule);
        Assert.Equal($"Write {other}.", misfit.Mend);
    }

    [Theory]
    [InlineData("c3-standard-8", "pd-balanced")]
    [InlineData("a3-highgpu-1g", "pd-ssd")]
    [InlineData("m3-ultramem-32", "pd-ssd")]
    [InlineData("quantum-large-1", "pd-ssd")]
    public void A_disk_that_it_boots_from_or_that_is_not_known_is_not(string type, string disk) => Assert.Null(Google.BootDisk(type, disk));

    [Fact]
    public void A_type_of_disk_that_does_not_exist_is_refused_with_what_was_meant()
    {
        Assert.Equal("Did you mean pd-balanced?", Google.BootDisk("m3-ultramem-32", "pd-balancd")!.Mend);
        Assert.StartsWith("There are: hyperdisk-balanced, ", Google.BootDisk("m3-ultramem-32", "floppy")!.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asia-suoth1", "Did you mean asia-south1? One that is newer than this program is listed in infra:newRegions of the stack.")]
    [InlineData("asia-south9", "Did you mean asia-south1? One that is newer than this program is listed in infra:newRegions of the stack.")]
    [InlineData("mars-north1", "One that is newer than this program is listed in infra:newRegions of the stack.")]
    public void A_region_that_does_not_exist_is_refused(string region, string mend) =>
        Assert.Equal(new Misfit("it is no region of docs/regions.md", mend), Google.Region(region));

    [Theory]
    [InlineData("asia-south1-d", "Did you mean asia-south1-a? A zone is a region, a hyphen and a letter.")]
    [InlineData("us-east1-a", "Did you mean us-east1-b? A zone is a region, a hyphen and a letter.")]
    [InlineData("us-central1-AI1a", "Did you mean us-central1-a? A zone is a region, a hyphen and a letter.")]
    [InlineData("asia-suoth1-a", "Did you mean asia-south1-a? A zone is a region, a hyphen and a letter.")]
    [InlineData("nowhere", "A zone is a region, a hyphen and a letter.")]
    [InlineData("", "A zone is a region, a hyphen and a letter.")]
    public void A_zone_that_does_not_exist_is_refused(string zone, string mend) =>
        Assert.Equal(new Misfit($"there is no such zone (docs/machine-types.md, as of {Day})", mend), Google.Zone(zone));

    [Theory]
    [InlineData("us-central1-f")]
    [InlineData("us-central1-ai1a")]
    [InlineData("us-west8-a")]
    public void A_zone_that_is_there_or_not_known_is_not(string zone) => Assert.Null(Google.Zone(zone));

    [Theory]
    [InlineData("asia-suoth1")]
    [InlineData("ASIA-SUOTH1")]
    [InlineData("euorpe")]
    [InlineData("asia1000")]
    [InlineData("")]
    public void A_location_that_does_not_exist_is_refused(string location) => Assert.NotNull(Google.Location(location));

    [Theory]
    [InlineData("asia-south1")]
    [InlineData("ASIA-SOUTH1")]
    [InlineData("EU")]
    [InlineData("in")]
    [InlineData("nam4")]
    [InlineData("eur4")]
    [InlineData("asia1")]
    [InlineData("global")]
    public void A_region_or_a_group_of_regions_is_a_location(string location) => Assert.Null(Google.Location(location));

    [Fact]
    public void What_is_listed_as_newer_is_there_and_nothing_else()
    {
        GoogleCatalog newer = new([MachineType.Of("c5-standard-8"), MachineType.Of("c4a-standard-4")], [Region.Of("asia-south9")]);

        Assert.Null(newer.Machine("c5-standard-8", "asia-south1"));
        Assert.Null(newer.Machine("c4a-standard-4", "asia-south2"));
        Assert.Null(newer.Region("asia-south9"));
        Assert.Null(newer.Location("asia-south9"));
        Assert.Null(newer.Zone("asia-south9-a"));
        Assert.StartsWith("Did you mean c5-standard-8?", newer.Machine("c5-standrad-8", "asia-south1")!.Mend, StringComparison.Ordinal);
        Assert.NotNull(newer.Machine("c4a-standard-8", "asia-south2"));
        Assert.NotNull(newer.BootDisk("c4a-standard-4", "pd-balanced"));
        Assert.NotNull(newer.Region("asia-south8"));
    }
}
