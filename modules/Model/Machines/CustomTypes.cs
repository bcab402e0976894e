using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Values;

namespace Infra.Model.Machines;

/// <summary>The rule of a series' custom types, <c>SERIES-custom-VCPUS-MB</c>, with <c>-ext</c> for more memory than the series gives by vCPU.</summary>
/// <param name="Counts">The counts of vCPUs as they are written: <c>2-32/2,36-80/4</c>.</param>
/// <param name="LeastMb">The least memory for each vCPU, in MB.</param>
/// <param name="MostMb">The most memory for each vCPU, in MB, without <c>-ext</c>.</param>
/// <param name="StepMb">What the memory is a multiple of, in MB.</param>
/// <param name="Extended">Whether the series has <c>-ext</c>.</param>
/// <param name="Shared">The shared cores that take a memory of one's own: <c>e2-custom-small-3072</c>.</param>
public sealed record CustomTypes(string Counts, int LeastMb, int MostMb, int StepMb, bool Extended, ImmutableArray<string> Shared)
{
    private const string Extension = "ext";
    private const int LeastSharedMb = 1024;
    private const int MostSharedMb = 8192;
    private const int PlainMb = 4096;

    private readonly ImmutableSortedSet<int> vcpus = [.. Counts.Split(',').SelectMany(Range)];

    /// <summary>Why there is no such custom type; null where there is one.</summary>
    /// <param name="series">The name of the series.</param>
    /// <param name="type">A type that begins with <c>SERIES-custom-</c>.</param>
    public Misfit? Check(string series, string type)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(type);
        string[] parts = type[$"{series}-custom-".Length..].Split('-');
        bool isExtended = Extended && parts.Length == 3 && parts[2] == Extension;
        bool fits = (parts.Length == 2 || isExtended)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int memory)
            && memory % StepMb == 0
            && (Shared.Contains(parts[0], StringComparer.Ordinal) ? memory is >= LeastSharedMb and <= MostSharedMb && !isExtended : FitsVcpus(parts[0], memory, isExtended));
        return fits ? null : new Misfit(Rule(series), string.Create(CultureInfo.InvariantCulture, $"Write one such as {series}-custom-4-{4 * PlainMb}."));
    }

    private bool FitsVcpus(string text, int memory, bool isExtended) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && vcpus.Contains(count)
        && memory >= (long)count * LeastMb
        && (isExtended || memory <= (long)count * MostMb);

    private string Rule(string series) => string.Create(
        CultureInfo.InvariantCulture,
        $"a custom type is {series}-custom-VCPUS-MB with {Words()} vCPUs and, for each, {LeastMb} to {MostMb} MB of memory, in all a multiple of {StepMb}{(Extended ? ", or more with -ext at the end" : "")}");

    private string Words() => string.Join(", ", Counts.Split(',').Select(c => c.Split('-', '/') switch
    {
        [var first, var last, "1"] => $"{first} to {last}",
        [var first, var last, var step] => $"{first} to {last} by {step}",
        _ => c,
    }));

    private static IEnumerable<int> Range(string text)
    {
        int[] numbers = [.. text.Split('-', '/').Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture))];
        return numbers is [int first, int last, int step] ? Enumerable.Range(0, (last - first) / step + 1).Select(i => first + i * step) : numbers;
    }
}
