namespace Infra.Benchmarks;

/// <summary>The same kind of work done by one tool, as processes.</summary>
/// <param name="Work">What was done, by what, in which version.</param>
/// <param name="Milliseconds">Median time by number of resources.</param>
/// <param name="PeakMebibytes">Peak memory at the largest size, where the tool tells it.</param>
/// <param name="Note">What was left out and why; empty where nothing was.</param>
internal sealed record Comparison(string Work, IReadOnlyDictionary<int, double> Milliseconds, double? PeakMebibytes, string Note)
{
    /// <summary>Work that could not be measured at all.</summary>
    public static Comparison Skipped(string work, string why) => new(work, new Dictionary<int, double>(), PeakMebibytes: null, $"skipped: {why}");
}
