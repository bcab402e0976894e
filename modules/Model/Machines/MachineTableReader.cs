using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Model.Machines;

/// <summary>Reads the lines of a table in their order: what follows <c>series</c> is of that series.</summary>
internal sealed class MachineTableReader
{
    private MachineSeries? current;

    public string Day { get; private set; } = "";

    public List<string> Sources { get; } = [];

    public ImmutableArray<string> Disks { get; private set; } = [];

    public ImmutableSortedDictionary<string, MachineSeries> Series { get; private set; } = ImmutableSortedDictionary.Create<string, MachineSeries>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, MachineRegion> Regions { get; private set; } = ImmutableSortedDictionary.Create<string, MachineRegion>(StringComparer.Ordinal);

    /// <summary>Takes the words of a line.</summary>
    /// <exception cref="FormatException">The line is not of its form.</exception>
    public void Take(string[] words)
    {
        switch (words)
        {
            case [] or ["#", ..]:
                break;
            case ["read", var day]:
                Day = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            case ["source", ..]:
                Sources.Add(string.Join(' ', words[1..]));
                break;
            case ["disks", .. var disks]:
                Disks = [.. disks];
                break;
            case ["series", var name]:
                Put(new(name, ImmutableSortedSet.Create<string>(StringComparer.Ordinal), [], [], null), Series.ContainsKey(name));
                break;
            case ["region", var region, .. var rest] when Array.IndexOf(rest, ":") is > 0 and var colon:
                Region(region, rest[..colon], rest[(colon + 1)..]);
                break;
            default:
                OfSeries(words);
                break;
        }
    }

    private void OfSeries(string[] words)
    {
        MachineSeries of = current ?? throw new FormatException($"'{words[0]}' stands before any series");
        switch (words)
        {
            case ["types", var family, .. var shapes]:
                Types(of, [.. shapes.Select(s => $"{family}-{s}")]);
                break;
            case ["names", .. var names]:
                Types(of, names);
                break;
            case ["boot", .. var disks]:
                Put(of with { Boot = Known(disks) });
                break;
            case ["boot-of", var pattern, .. var disks] when pattern.Split('*').Length == 2 && (pattern.StartsWith('*') || pattern.EndsWith('*')):
                Put(of with { BootOf = of.BootOf.Add((pattern, Known(disks))) });
                break;
            case ["custom", var counts, var least, var most, var step, .. var more] when more is [] or ["extended"]:
                Put(of with { Custom = new(counts, Number(least), Number(most), Number(step), more.Length > 0, []) });
                break;
            case ["shared", .. var names] when of.Custom is { } custom:
                Put(of with { Custom = custom with { Shared = [.. names] } });
                break;
            default:
                throw new FormatException($"'{words[0]}' with {words.Length - 1} words is no line of a table");
        }
    }

    private void Types(MachineSeries of, string[] types)
    {
        if (types.FirstOrDefault(t => Series.Values.Any(s => s.Types.Contains(t))) is { } twice)
        {
            throw new FormatException($"{twice} stands here for the second time");
        }

        Put(of with { Types = of.Types.Union(types) });
    }

    private void Region(string name, string[] zones, string[] series)
    {
        if (Regions.ContainsKey(name))
        {
            throw new FormatException($"{name} stands here for the second time");
        }

        string[] unknown = [.. series.Where(s => !Series.ContainsKey(s))];
        Regions = unknown.Length == 0
            ? Regions.Add(name, new(name, [.. zones.Select(z => $"{name}-{z}")], ImmutableSortedSet.Create(StringComparer.Ordinal, series)))
            : throw new FormatException($"there is no series {string.Join(", ", unknown)}");
    }

    private ImmutableArray<string> Known(string[] disks) =>
        disks.FirstOrDefault(d => !Disks.Contains(d, StringComparer.Ordinal)) is { } unknown ? throw new FormatException($"{unknown} is none of the disks") : [.. disks];

    private void Put(MachineSeries series, bool isTwice = false)
    {
        current = isTwice ? throw new FormatException($"{series.Name} stands here for the second time") : series;
        Series = Series.SetItem(series.Name, series);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
