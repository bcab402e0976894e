namespace Infra.Benchmarks;

/// <summary>Everything that one run of the benchmarks found.</summary>
/// <param name="Machine">Where and when.</param>
/// <param name="Phases">The local backend by phase and size.</param>
/// <param name="Others">The same kind of work by other tools.</param>
/// <param name="Commands">The command line as a process.</param>
/// <param name="Estates">The expansion of ApplicationSets by size.</param>
/// <param name="Policies">The rules by size.</param>
/// <param name="Gates">The gates by size and part.</param>
internal sealed record Results(Machine Machine, IReadOnlyList<PhaseResult> Phases, IReadOnlyList<Comparison> Others, IReadOnlyList<Comparison> Commands, IReadOnlyList<EstateResult> Estates, IReadOnlyList<PolicyResult> Policies, IReadOnlyList<GatesResult> Gates)
{
    /// <summary>The exponent over every size.</summary>
    public double Growth(Phase phase) => Fit(Phases.Where(p => p.Phase == phase));

    /// <summary>The exponent between 1,000 and 10,000, where what costs the same at any size no longer hides growth.</summary>
    public double GrowthAtTheEnd(Phase phase) => Fit(Phases.Where(p => p.Phase == phase && p.Resources is 1000 or 10_000));

    /// <summary>The exponent of the expansion of ApplicationSets, warm.</summary>
    public double GrowthOfEstates => Estates.Count < 2 ? double.NaN : Statistics.Exponent([.. Estates.Select(e => (e.Applications, e.Warm))]);

    /// <summary>The exponent of the rules, warm.</summary>
    public double GrowthOfPolicies => Policies.Count < 2 ? double.NaN : Statistics.Exponent([.. Policies.Select(p => (p.Resources, p.Warm))]);

    private static double Fit(IEnumerable<PhaseResult> results)
    {
        (int, double)[] points = [.. results.Select(r => (r.Resources, r.Warm))];
        return points.Length < 2 ? double.NaN : Statistics.Exponent(points);
    }
}
