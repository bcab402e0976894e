using Infra.Policy.Judging;

namespace Infra.Policy.Compliance;

/// <summary>How far one framework is met.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Passed">Judgements that hold.</param>
/// <param name="Violated">Judgements that do not: violations, waived ones and broken rules. A waiver lets a change through; it does not meet a requirement.</param>
/// <param name="Unknown">Judgements that need a value which only an apply decides; in no total.</param>
public sealed record FrameworkScore(Framework Framework, int Passed, int Violated, int Unknown)
{
    /// <summary>Passed of all that is known, in hundredths, cut and not rounded: 100 is all of them. 0 where nothing is known.</summary>
    public decimal Score => Passed + Violated == 0 ? 0 : Math.Floor(Passed * 10_000m / (Passed + Violated)) / 100m;

    /// <summary>Whether everything is known and everything holds.</summary>
    public bool IsMet => Score == 100 && Unknown == 0;
}
