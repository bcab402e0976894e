namespace Infra.Benchmarks;

/// <summary>A target at 10,000 resources, and what was measured of it.</summary>
/// <param name="What">What is limited.</param>
/// <param name="Limit">The limit, with its unit.</param>
/// <param name="Found">What was measured.</param>
/// <param name="Met">Whether it is within the limit.</param>
internal sealed record Target(string What, string Limit, string Found, bool Met)
{
    private const int Size = 10_000;
    private const double Exponent = 1.1;

    /// <summary>Every target that these results can be held against. A first run in a fresh process counts, because that is what people get.</summary>
    public static IEnumerable<Target> Of(Results results)
    {
        foreach ((Phase phase, double seconds) in ((Phase, double)[])[(Phase.Plan, 1), (Phase.Capture, 1), (Phase.NothingToDo, 1), (Phase.Apply, 3)])
        {
            if (results.Phases.FirstOrDefault(p => p.Phase == phase && p.Resources == Size) is { } found)
            {
                yield return new Target($"{Titles.Of(phase)}, {Format.Number(Size)} resources", $"{Format.Seconds(seconds * 1000)}", Format.Seconds(found.First), found.First <= seconds * 1000);
            }
        }

        foreach (PhaseResult found in results.Phases.Where(p => p.Resources == Size).OrderByDescending(p => p.PeakMebibytes).Take(1))
        {
            yield return new Target($"peak memory, {Format.Number(Size)} resources", "300 MB", $"{Format.Megabytes(found.PeakMebibytes)} ({Titles.Of(found.Phase)})", found.PeakMebibytes * 1.048576 <= 300);
        }

        (Phase phase, double exponent)[] growths = [.. results.Phases.Select(p => p.Phase).Distinct().Select(p => (p, results.GrowthAtTheEnd(p))).Where(g => !double.IsNaN(g.Item2))];
        if (growths.Length > 0)
        {
            (Phase worst, double most) = growths.MaxBy(g => g.exponent);
            yield return new Target("growth exponent, 1,000 to 10,000 resources", Format.Exponent(Exponent), $"{Format.Exponent(most)} ({Titles.Of(worst)})", Math.Round(most, 2) <= Exponent);
        }

        if (results.Estates.LastOrDefault() is { } estate)
        {
            string size = $"{Format.Number(estate.Applications)} Applications";
            yield return new Target($"expand and write {size}", Format.Seconds(5000), Format.Seconds(estate.First), estate.First <= 5000);
            yield return new Target($"peak memory, {size}", "500 MB", Format.Megabytes(estate.PeakMebibytes), estate.PeakMebibytes * 1.048576 <= 500);
            yield return new Target($"growth exponent, {Format.Number(results.Estates[0].Applications)} to {size}", Format.Exponent(Exponent), Format.Exponent(results.GrowthOfEstates), Math.Round(results.GrowthOfEstates, 2) <= Exponent);
        }

        if (results.Policies.LastOrDefault() is { } policy)
        {
            yield return new Target($"{Format.Number(policy.Rules)} rules, {Format.Number(policy.Resources)} resources, {Format.Number(policy.Objects)} objects", Format.Seconds(1000), Format.Seconds(policy.First), policy.First <= 1000);
        }

        if (results.Gates.LastOrDefault(g => g.Part == GatesPart.Whole) is { } gates)
        {
            yield return new Target($"eleven gates, {Format.Number(gates.Steps)} steps, {Format.Number(gates.Records)} audit records", Format.Seconds(1000), Format.Seconds(gates.First), gates.First <= 1000);
        }

        foreach ((string work, double milliseconds) in ((string, double)[])[("infra --version", 80), ("infra preview dev", 1000), ("infra preview prod", 1000)])
        {
            if (results.Commands.FirstOrDefault(c => string.Equals(c.Work, work, StringComparison.Ordinal)) is { Milliseconds.Count: > 0 } found)
            {
                double time = found.Milliseconds.Values.First();
                yield return new Target($"`{work}` as a process", Format.Seconds(milliseconds), Format.Seconds(time), time <= milliseconds);
            }
        }
    }
}
