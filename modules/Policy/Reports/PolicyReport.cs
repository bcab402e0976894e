using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Reports;

/// <summary>What all rules found.</summary>
/// <param name="Environment">The stack's name.</param>
/// <param name="Findings">Every finding, by rule, then in the order of the input.</param>
public sealed record PolicyReport(string Environment, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether nothing blocks: no rule is violated without a waiver, and none broke.</summary>
    public bool IsClean => !Findings.Any(f => f.Outcome is Outcome.Failed or Outcome.Errored);

    /// <summary>How many findings ended so.</summary>
    public int Count(Outcome outcome) => Findings.Count(f => f.Outcome == outcome);

    /// <summary>Judges an input by rules.</summary>
    /// <param name="input">What is judged.</param>
    /// <param name="rules">The rules; findings come in the order of their ids.</param>
    public static PolicyReport Of(PolicyInput input, IEnumerable<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(input);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (Rule rule in rules.OrderBy(r => r.Info.Id, StringComparer.Ordinal))
        {
            var judgements = new Judgements(rule.Info);
            rule.Judge(input, judgements);
            findings.AddRange(judgements.Findings);
        }

        return new(input.Environment.Name, findings.ToImmutable());
    }
}
