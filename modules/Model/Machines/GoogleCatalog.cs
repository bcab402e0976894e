using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.Model.Machines;

/// <summary>
/// What Google Cloud has by name: machine types, the disks that they boot from, regions, zones and locations. It refuses what is certainly not there, and says
/// what was probably meant. What is newer than this program is named by <c>infra:machineTypes</c> and <c>infra:newRegions</c>.
/// </summary>
/// <param name="machineTypes">Machine types that the program does not know, or not in every region, and that are there all the same.</param>
/// <param name="newRegions">Regions that the program does not know.</param>
public sealed class GoogleCatalog(IEnumerable<MachineType> machineTypes, IEnumerable<Region> newRegions)
{
    private const string Page = "docs/machine-types.md";
    private const string Newer = "One that is newer than this program is listed in infra:machineTypes of the stack.";

    private static readonly MachineTable Table = MachineTable.Known;
    private static readonly ImmutableArray<string> AllTypes = [.. Table.Series.Values.SelectMany(s => s.Types)];
    private static readonly ImmutableHashSet<string> Placed = [.. Table.Regions.Values.SelectMany(r => r.Series)];
    private static readonly ImmutableDictionary<string, MachineSeries> ByType = Table.Series.Values.SelectMany(s => s.Types.Select(t => (Type: t, Series: s))).ToImmutableDictionary(p => p.Type, p => p.Series, StringComparer.Ordinal);

    private readonly ImmutableHashSet<string> types = [.. machineTypes.Select(t => t.Value)];
    private readonly ImmutableArray<string> regions = [.. GoogleRegions.All.Select(r => r.Region.Value).Concat(newRegions.Select(r => r.Value)).Distinct(StringComparer.Ordinal)];

    /// <summary>Without anything newer than the program.</summary>
    public static GoogleCatalog Known { get; } = new([], []);

    /// <summary>Why there is no such machine type, or not in the region; null where there is one.</summary>
    /// <param name="type">The type.</param>
    /// <param name="region">The region; null where it is not known yet.</param>
    public Misfit? Machine(string type, string? region)
    {
        ArgumentNullException.ThrowIfNull(type);
        MachineSeries? series = SeriesOf(type);
        if (types.Contains(type))
        {
            return null;
        }

        if (series?.Custom is { } custom && IsCustom(series, type))
        {
            return custom.Check(series.Name, type) ?? Lacking(series, region);
        }

        return series is null || !series.Types.Contains(type) ? Unknown(type, region) : Lacking(series, region);
    }

    /// <summary>Why machines of a type do not boot from a type of disk; null where they do, or where it is not known.</summary>
    /// <param name="type">The machine type.</param>
    /// <param name="disk">The type of disk.</param>
    public Misfit? BootDisk(string type, string disk)
    {
        ArgumentNullException.ThrowIfNull(disk);
        if (!Table.Disks.Contains(disk, StringComparer.Ordinal))
        {
            return new($"there is no type of disk of this name ({Page}, as of {Table.Day})", Spelling.Nearest(disk, Table.Disks) is { } near ? $"Did you mean {near}?" : $"There are: {string.Join(", ", Table.Disks)}.");
        }

        ImmutableArray<string> disks = BootDisks(type);
        return disks.IsEmpty || disks.Contains(disk, StringComparer.Ordinal) ? null : new($"a machine of type {type} boots from {string.Join(", ", disks)} only ({Page}, as of {Table.Day})", $"Write {disks[0]}.");
    }

    /// <summary>The types of disk that machines of a type boot from; empty where that is not known.</summary>
    /// <param name="type">The machine type.</param>
    public static ImmutableArray<string> BootDisks(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return SeriesOf(type)?.DisksOf(type) ?? [];
    }

    /// <summary>Whether a region has a series; true where the region or the series is not known well enough.</summary>
    /// <param name="region">The region.</param>
    /// <param name="series">The series, such as <c>e2</c>.</param>
    public static bool Offers(string region, string series)
    {
        ArgumentNullException.ThrowIfNull(region);
        return !Placed.Contains(series) || !Table.Regions.TryGetValue(region, out MachineRegion? known) || known.Series.Contains(series);
    }

    /// <summary>Why there is no such region; null where there is one.</summary>
    /// <param name="name">The region.</param>
    public Misfit? Region(string name) => Near(name, regions, "it is no region of docs/regions.md", "One that is newer than this program is listed in infra:newRegions of the stack.");

    /// <summary>Why there is no such zone; null where there is one. Zones for AI, such as <c>us-central1-ai1a</c>, pass in every region.</summary>
    /// <param name="name">The zone.</param>
    public Misfit? Zone(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int hyphen = Math.Max(name.LastIndexOf('-'), 0);
        (string region, string letter) = (name[..hyphen], name[hyphen..].TrimStart('-'));
        bool isForm = letter is [>= 'a' and <= 'z'];
        bool isForAi = letter is ['a', 'i', >= '0' and <= '9', >= 'a' and <= 'z'];
        if (regions.Contains(region, StringComparer.Ordinal) && (isForAi || (isForm && !Table.Regions.ContainsKey(region))))
        {
            return null;
        }

        return Near(name, [.. Table.Regions.Values.SelectMany(r => r.Zones)], $"there is no such zone ({Page}, as of {Table.Day})", "A zone is a region, a hyphen and a letter.");
    }

    /// <summary>Why a resource cannot lie there; null where it can: in a region, or in a group of regions such as <c>eu</c>, <c>asia1</c> or <c>global</c>. Google takes capitals too.</summary>
    /// <param name="name">The location.</param>
    public Misfit? Location(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = name.ToLowerInvariant();
        return RegionGroups.Has(plain) ? null : Near(plain, [.. regions, .. RegionGroups.Names], "it is no region of docs/regions.md and no group of regions", "One that is newer than this program is listed in infra:newRegions of the stack.");
    }

    private static Misfit? Near(string name, ImmutableArray<string> known, string rule, string otherwise) =>
        known.Contains(name, StringComparer.Ordinal) ? null : new(rule, Spelling.Nearest(name, known) is { } near ? $"Did you mean {near}? {otherwise}" : otherwise);

    private Misfit Unknown(string type, string? region)
    {
        IEnumerable<string> there = AllTypes.Where(t => region is null || Offers(region, ByType[t].Name)).Concat(types);
        string? near = Spelling.Nearest(type, there) ?? Spelling.Nearest(type, AllTypes);
        return new($"Google has no machine type of this name ({Page}, as of {Table.Day})", near is null ? Newer : $"Did you mean {near}? {Newer}");
    }

    private static Misfit? Lacking(MachineSeries series, string? region) => region is null || Offers(region, series.Name)
        ? null
        : new($"{region} has no machines of the series {series.Name} ({Page}, as of {Table.Day})", $"It has {string.Join(", ", Table.Regions[region].Series)}. If it has {series.Name} by now, list the type in infra:machineTypes of the stack.");

    private static bool IsCustom(MachineSeries series, string type) => type.StartsWith($"{series.Name}-custom-", StringComparison.Ordinal);

    private static MachineSeries? SeriesOf(string type) =>
        ByType.GetValueOrDefault(type) ?? (type.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen ? Table.Series.GetValueOrDefault(type[..hyphen]) : null);
}
