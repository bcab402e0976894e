using System.Globalization;
using Infra.Policy.Judging;

namespace Infra.Policy.Compliance;

/// <summary>How far one framework is met.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Passed">Judgements that hold.</param>
/// <param name="Violated">Judgements that do not: violations, waived ones and broken rules. A waiver lets a change through; it does not meet a requirement.</param>
/// <param name="Unknown">Judgements that need a value which only an apply decides; in no total.</param>
public sealed record FrameworkScore(Framework Framework, int Passed, int Violated, int Unknown)
{
    /// <summary>How many different controls of the framework the rules check at all; the rest is for people to show.</summary>
    public int Checked { get; init; }

    /// <summary>How many controls the framework has; null where it numbers none, or the number is of no use to compare with.</summary>
    public int? Controls => Framework == Framework.Iso27001 ? AnnexA : null;

    // ISO/IEC 27001:2022, Annex A: 37 organisational, 8 people, 14 physical and 34 technological controls.
    private const int AnnexA = 93;

    /// <summary>The coverage in words: <c>33 of 93 controls checked</c>.</summary>
    public string Coverage => Controls is { } all
        ? string.Create(CultureInfo.InvariantCulture, $"{Checked} of {all} controls checked")
        : string.Create(CultureInfo.InvariantCulture, $"{Checked} {(Checked == 1 ? "control" : "controls")} checked");

    /// <summary>Passed of all that is known, in hundredths, cut and not rounded: 100 is all of them. 0 where nothing is known.</summary>
    public decimal Score => Passed + Violated == 0 ? 0 : Math.Floor(Passed * 10_000m / (Passed + Violated)) / 100m;

    /// <summary>Whether everything is known and everything holds.</summary>
    public bool IsMet => Score == 100 && Unknown == 0;
}
