using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Policy.Compliance;

/// <summary>How far an environment meets the frameworks that bind it.</summary>
/// <remarks>Capabilities D2, D3, D4.</remarks>
public sealed record ComplianceReport
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Where the company does business.</summary>
    public required CountryCode Country { get; init; }

    /// <summary>Whether the plan is of the emulator, so that nothing is said of what is at Google.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Why there is no certificate; null where there is one.</summary>
    public string? WithoutCertificate => Certificate is not null ? null
        : IsDryRun ? "No certificate: this is of a dry run in the emulator, and says nothing of what is at Google. Report with --backend pulumi."
        : "No certificate: it needs 100 in every framework and nothing unknown.";

    /// <summary>What the company does.</summary>
    public required Industry Industry { get; init; }

    /// <summary>When it was judged.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Each binding framework, in the order of their names.</summary>
    public required ImmutableArray<FrameworkScore> Scores { get; init; }

    /// <summary>Each requirement at each place, worst first.</summary>
    public required ImmutableArray<ComplianceViolation> Violations { get; init; }

    /// <summary>What to mend, in order.</summary>
    public required ImmutableArray<RemediationStep> Remediation { get; init; }

    /// <summary>The certificate; null where anything is violated or unknown.</summary>
    public required Certificate? Certificate { get; init; }

    /// <summary>The worst of the scores: an environment is as compliant as where it is least so.</summary>
    public decimal Score => Scores.Min(s => s.Score);

    /// <summary>Whether nothing critical is violated, which alone stops a change.</summary>
    public bool IsBlocked => Violations.Any(v => v.Severity == Severity.Critical && v.Finding.Outcome != Outcome.Waived);

    /// <summary>The report of what rules found.</summary>
    /// <param name="policy">What they found; findings of rules that prove no binding control count nowhere.</param>
    /// <param name="country">Where the company does business.</param>
    /// <param name="industry">What the company does.</param>
    /// <param name="tags">What its services are.</param>
    /// <param name="now">The present; cut to whole seconds.</param>
    /// <param name="plan">The digest of the plan that was judged.</param>
    /// <param name="evidence">The digests of everything that was judged, by names.</param>
    /// <param name="isDryRun">Whether the plan is of the emulator.</param>
    public static ComplianceReport Of(PolicyReport policy, CountryCode country, Industry industry, IEnumerable<string> tags, DateTimeOffset now, string plan, ImmutableSortedDictionary<string, string> evidence, bool isDryRun)
    {
        ArgumentNullException.ThrowIfNull(policy);
        DateTimeOffset at = new(now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        ImmutableArray<Framework> binding = BindingFrameworks.Of(country, industry, tags);
        ImmutableArray<FrameworkScore> scores = [.. binding.Select(f => ScoreOf(f, policy))];
        ImmutableArray<ComplianceViolation> violations =
        [
            .. policy.Findings.Where(IsViolation)
                .SelectMany(f => f.Rule.Controls.Where(c => binding.Contains(c.Framework)).Select(c => new ComplianceViolation(c.Framework, c.Id, Details(f), f.Rule.Severity, c.Framework.Penalty(), f)))
                .OrderByDescending(v => v.Severity),
        ];
        return new()
        {
            Environment = policy.Environment,
            Country = country,
            Industry = industry,
            At = at,
            IsDryRun = isDryRun,
            Scores = scores,
            Violations = violations,
            Remediation =
            [
                .. violations.GroupBy(v => v.Finding.Rule.Id, StringComparer.Ordinal).OrderByDescending(g => g.First().Severity).ThenByDescending(g => g.Count())
                    .Select(g => new RemediationStep(g.First().Finding.Rule, [.. g.Select(v => v.Finding.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
            ],
            Certificate = !isDryRun && scores.All(s => s.IsMet) && policy.IsClean
                ? new Certificate { Deployment = $"{policy.Environment}@{plan}", IssuedAt = at, Frameworks = binding, Evidence = evidence }
                : null,
        };
    }

    private static FrameworkScore ScoreOf(Framework framework, PolicyReport policy)
    {
        Finding[] of = [.. policy.Findings.Where(f => f.Rule.Controls.Any(c => c.Framework == framework))];
        return new(framework, of.Count(f => f.Outcome == Outcome.Passed), of.Count(IsViolation), of.Count(f => f.Outcome == Outcome.Unknown))
        {
            Checked = RuleCatalog.All.SelectMany(r => r.Info.Controls).Where(c => c.Framework == framework).Select(c => c.Id).Distinct(StringComparer.Ordinal).Count(),
        };
    }

    private static bool IsViolation(Finding finding) => finding.Outcome is Outcome.Failed or Outcome.Errored or Outcome.Waived;

    private static string Details(Finding finding) =>
        $"{finding.Rule.Id} {finding.Rule.Title}: {finding.Message}{(finding.Waiver is { } waiver ? $" (waived: {waiver})" : "")}";
}
