using System.Collections.Immutable;

namespace Infra.Delivery.Audit;

/// <summary>What an audit record says; the chain adds its place and its hash.</summary>
/// <remarks>Capabilities D5 names the fields that auditors ask for; the others tie a record to what was sealed. Never a secret.</remarks>
public sealed record AuditEntry
{
    /// <summary>One id for both records of an action: 32 hex digits.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>When, UTC, whole seconds.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Before or after.</summary>
    public required AuditPhase Phase { get; init; }

    /// <summary>What was done: <c>up</c>, <c>destroy</c>, <c>unlock</c>, <c>approve</c>, <c>revoke</c>, <c>review</c>, <c>override</c>, <c>promote</c>, <c>rollout</c>, <c>hotfix</c>, <c>rollback</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Whether it is about carrying a plan out: an update, or one of bootstrap.</summary>
    public bool CarriesOut => Action is "up" or "bootstrap";

    /// <summary>The environment that it was done to.</summary>
    public required string DeploymentTarget { get; init; }

    /// <summary>Who did it, as the machine or GitHub names them.</summary>
    public required string Actor { get; init; }

    /// <summary>The backend; a rehearsal on <c>local</c> is no deployment.</summary>
    public required string Backend { get; init; }

    /// <summary>The commit; null outside git.</summary>
    public string? GitCommit { get; init; }

    /// <summary>The digest of the envelope; null where none was carried out.</summary>
    public string? Envelope { get; init; }

    /// <summary>The approvals that counted.</summary>
    public ImmutableArray<AuditApproval> Approvals { get => Details.Values.Approvals; init => Details = new(Details.Values with { Approvals = value }); }

    /// <summary>The services or resources that it was about, ordinal order.</summary>
    public ImmutableArray<string> AffectedServices { get => Details.Values.AffectedServices; init => Details = new(Details.Values with { AffectedServices = value }); }

    /// <summary>How it would be taken back.</summary>
    public string RollbackPlan { get => Details.Values.RollbackPlan; init => Details = new(Details.Values with { RollbackPlan = value }); }

    /// <summary>Why it was done.</summary>
    public string BusinessJustification { get => Details.Values.BusinessJustification; init => Details = new(Details.Values with { BusinessJustification = value }); }

    /// <summary>The risk, as a score and a level.</summary>
    public string RiskAssessment { get => Details.Values.RiskAssessment; init => Details = new(Details.Values with { RiskAssessment = value }); }

    /// <summary>For each framework PASSED, VERIFIED or FAILED.</summary>
    public ImmutableSortedDictionary<string, string> ComplianceVerification { get => Details.Values.ComplianceVerification; init => Details = new(Details.Values with { ComplianceVerification = value }); }

    /// <summary>The verdict of each gate.</summary>
    public ImmutableSortedDictionary<string, string> Verdicts { get => Details.Values.Verdicts; init => Details = new(Details.Values with { Verdicts = value }); }

    /// <summary>How it ended: <c>succeeded</c>, <c>failed</c>, <c>cancelled</c> or <c>refused</c>; null in the record before.</summary>
    public string? Outcome { get; init; }

    /// <summary>How long it took, whole seconds; null in the record before.</summary>
    public long? DurationSeconds { get; init; }

    /// <summary>What the fields for people are made from.</summary>
    internal UnreadDetails Details { get; init; } = UnreadDetails.Empty;

    /// <summary>Whether <see cref="Verdicts"/> has one of a name; faster than to ask them.</summary>
    /// <param name="name">Letters and digits.</param>
    public bool HasVerdict(string name) => Details.HasVerdict(name);
}
