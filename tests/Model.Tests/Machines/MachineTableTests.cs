using System.Globalization;
using System.Text;
using Infra.Model.Machines;
using Infra.Model.Values;

namespace Infra.Model.Tests.Machines;

/// <summary>machine-types.txt is whole, agrees with the regions of the program, and its page says the same.</summary>
public sealed class MachineTableTests
{
    private const string Page = "docs/machine-types.md";
    private const string Begin = "<!-- generated from modules/Model/Machines/machine-types.txt; a test compares -->\n";
    private const string End = "<!-- end of generated part -->\n";
    private const string Good = "read 2026-11-30\nsource https://example.com/\ndisks pd-ssd pd-new\nseries e2\ntypes e2-standard 2 4\nboot pd-ssd\ncustom 2-8/2 512 8192 256\nregion asia-south1 a b : e2\n";

    private static readonly MachineTable Table = MachineTable.Known;

    [Fact]
    public void It_has_a_day_and_pages_of_Google()
    {
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", Table.Day);
        Assert.NotEmpty(Table.Sources);
        Assert.All(Table.Sources, s => Assert.StartsWith("https://docs.cloud.google.com/", s, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_regions_are_those_of_the_program_but_for_one_whose_zones_no_source_has() =>
        Assert.Equal(GoogleRegions.All.Select(r => r.Region.Value).Where(r => r != "us-west8"), Table.Regions.Keys);

    [Fact]
    public void Every_region_has_three_zones_or_more_and_a_series_that_new_environments_can_have() =>
        Assert.All(Table.Regions.Values, r => Assert.True(r.Zones.Length >= 3 && (r.Series.Contains("e2") || r.Series.Contains("n4")), r.Name));

    [Fact]
    public void Every_type_can_be_written_as_a_machine_type_and_is_of_one_series()
    {
        string[] types = [.. Table.Series.Values.SelectMany(s => s.Types)];

        Assert.All(types, t => Assert.True(MachineType.TryParse(t, out _, out _), t));
        Assert.Equal(types.Length, types.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Table.Series.Values, s => Assert.NotEmpty(s.Types));
    }

    [Fact]
    public void Its_lines_are_in_order()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "modules", "Model", "Machines", "machine-types.txt"));
        foreach (string word in (string[])["series ", "region "])
        {
            string[] names = [.. lines.Where(l => l.StartsWith(word, StringComparison.Ordinal)).Select(l => l.Split(' ')[1])];
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
        }

        Assert.All(Table.Regions.Values, r => Assert.Equal(r.Zones.Order(StringComparer.Ordinal), r.Zones));
    }

    [Fact]
    public void A_table_of_good_lines_is_read() =>
        Assert.Equal(["asia-south1-a", "asia-south1-b"], MachineTable.Parse(Good).Regions["asia-south1"].Zones);

    [Theory]
    [InlineData("read 2026-11-30", "read soon", "machine-types.txt:1: ")]
    [InlineData("types e2-standard 2 4", "types e2-standard 2 2\nnames e2-standard-2", "machine-types.txt:6: e2-standard-2 stands here for the second time")]
    [InlineData("boot pd-ssd", "boot pd-sdd", "machine-types.txt:6: pd-sdd is none of the disks")]
    [InlineData("boot pd-ssd", "boot-of e2 pd-ssd", "machine-types.txt:6: 'boot-of' with 2 words is no line of a table")]
    [InlineData("custom 2-8/2 512 8192 256", "custom 2-8/2 512 8192 9999999999", "machine-types.txt:7: ")]
    [InlineData("custom 2-8/2 512 8192 256", "custom two 512 8192 256", "machine-types.txt:7: ")]
    [InlineData("custom 2-8/2 512 8192 256", "shared small", "machine-types.txt:7: 'shared' with 1 words is no line of a table")]
    [InlineData("series e2", "", "machine-types.txt:5: 'types' stands before any series")]
    [InlineData(": e2", ": e2 e3", "machine-types.txt:8: there is no series e3")]
    [InlineData("region asia-south1 a b : e2", "region asia-south1 a b e2", "machine-types.txt:8: 'region' with 4 words is no line of a table")]
    [InlineData("region asia-south1 a b : e2", "region asia-south1 a : e2\nregion asia-south1 b : e2", "machine-types.txt:9: asia-south1 stands here for the second time")]
    [InlineData("boot pd-ssd", "series e2", "machine-types.txt:6: e2 stands here for the second time")]
    public void A_line_that_is_wrong_is_named(string old, string with, string said) =>
        Assert.StartsWith(said, Assert.Throws<FormatException>(() => MachineTable.Parse(Good.Replace(old, with, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_page_has_the_series_and_the_regions_of_the_table()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, Page));

        Repository.AssertGenerated(Page, page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + Tables() + page[page.IndexOf(End, StringComparison.Ordinal)..]);
    }

    private static string Tables()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Read on {Table.Day} from:\n\n");
        text.AppendJoin("", Table.Sources.Select(s => s.Split(' ', 2) is [var page, var note] ? $"- <{page}> {note}\n" : $"- <{s}>\n"));
        text.Append("\n| series | predefined types | custom types | boots from |\n|---|---|---|---|\n");
        foreach (MachineSeries series in Table.Series.Values)
        {
            string boots = series.Boot.IsEmpty ? "not known" : Code(series.Boot);
            string others = string.Concat(series.BootOf.Select(b => $"; `{b.Pattern}` from {Code(b.Disks)}"));
            text.Append(CultureInfo.InvariantCulture, $"| {series.Name} | {Families(series)} | {Custom(series.Custom)} | {boots}{others} |\n");
        }

        text.Append("\n| region | zones | series |\n|---|---|---|\n");
        foreach (MachineRegion region in Table.Regions.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{region.Name}` | {string.Join(", ", region.Zones.Select(z => z[(region.Name.Length + 1)..]))} | {string.Join(", ", region.Series)} |\n");
        }

        return text.ToString();
    }

    // e2-standard-2 and e2-standard-4 are of one family.
    private static string Families(MachineSeries series) => string.Join(", ", series.Types
        .GroupBy(t => string.Join('-', t.Split('-')[..2]), StringComparer.Ordinal)
        .Select(g => g.Count() == 1 ? $"`{g.First()}`" : $"`{g.Key}-` {string.Join(", ", g.Select(t => t[(g.Key.Length + 1)..]).OrderBy(s => int.Parse(string.Concat(s.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture)).ThenBy(s => s, StringComparer.Ordinal))}"));

    private static string Custom(CustomTypes? custom) => custom is null ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"{custom.Counts} vCPUs, {custom.LeastMb} to {custom.MostMb} MB each by {custom.StepMb}{(custom.Extended ? ", `-ext`" : "")}{(custom.Shared.IsEmpty ? "" : $"; {string.Join(", ", custom.Shared)}")}");

    private static string Code(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));
}
