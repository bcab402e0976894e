using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Infra.Model.Machines;

/// <summary>What machine-types.txt says, with its sources and the day on which they were read. Its form stands in its own first lines.</summary>
public sealed class MachineTable
{
    private static readonly Lazy<MachineTable> Embedded = new(Load);

    private MachineTable(string day, ImmutableArray<string> sources, ImmutableArray<string> disks, ImmutableSortedDictionary<string, MachineSeries> series, ImmutableSortedDictionary<string, MachineRegion> regions) =>
        (Day, Sources, Disks, Series, Regions) = (day, sources, disks, series, regions);

    /// <summary>The one of this program.</summary>
    public static MachineTable Known => Embedded.Value;

    /// <summary>The day on which the sources were read: <c>2026-11-30</c>.</summary>
    public string Day { get; }

    /// <summary>The pages that it was written from.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>Every type of disk.</summary>
    public ImmutableArray<string> Disks { get; }

    /// <summary>The series, by name.</summary>
    public ImmutableSortedDictionary<string, MachineSeries> Series { get; }

    /// <summary>The regions whose zones and series are known, by name.</summary>
    public ImmutableSortedDictionary<string, MachineRegion> Regions { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="text">The text of the file.</param>
    /// <exception cref="FormatException">A line is not of its form, or says what another said; the line is named.</exception>
    public static MachineTable Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        MachineTableReader reader = new();
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            try
            {
                reader.Take(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
            catch (Exception wrong) when (wrong is FormatException or OverflowException)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"machine-types.txt:{number}: {wrong.Message}"), wrong);
            }
        }

        return new(reader.Day, [.. reader.Sources], reader.Disks, reader.Series, reader.Regions);
    }

    private static MachineTable Load()
    {
        using Stream stream = typeof(MachineTable).Assembly.GetManifestResourceStream("machine-types.txt")
            ?? throw new InvalidOperationException("machine-types.txt is not part of the program");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
