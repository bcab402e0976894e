using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;

namespace Infra;

/// <summary>What was found before an apply.</summary>
/// <param name="Report">The verdicts.</param>
/// <param name="Facts">What they were read from.</param>
internal sealed record GateRun(GateReport Report, GateFacts Facts)
{
    /// <summary>An audit entry with verdicts, approvals and risk.</summary>
    public AuditEntry Into(AuditEntry entry) => entry with
    {
        Verdicts = Facts.Emergency ? Report.Recorded.SetItem(OpenReview.Mark, "review due") : Report.Recorded,
        Approvals = Facts.Approvals?.Filling ?? [],
        RiskAssessment = Facts.Risk?.ToString() ?? "",
        RollbackPlan = Facts.Evidence.ContainsKey(GateName.RollbackReady) ? Report.Verdicts.Single(v => v.Gate == GateName.RollbackReady).Finding.Reason : "",
    };
}
