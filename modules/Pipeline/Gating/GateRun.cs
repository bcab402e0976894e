using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Gating;

/// <summary>What was found before an apply.</summary>
/// <param name="Report">The verdicts.</param>
/// <param name="Facts">What they were read from.</param>
public sealed record GateRun(GateReport Report, GateFacts Facts)
{
    /// <summary>One sentence: whether it may be applied, and if not, which gates are closed and until when.</summary>
    public string Summary(string environment)
    {
        GateVerdict[] closed = [.. Report.Closed];
        int required = Report.Verdicts.Count(v => v.Required);
        string until = Report.Until is { } time ? $" Open by itself at {Moment.Text(time)}." : "";
        return closed.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"All {required} required gates of {environment} are open.")
            : string.Create(CultureInfo.InvariantCulture, $"{closed.Length} of {required} required gates of {environment} are closed: {string.Join(", ", closed.Select(v => v.Gate))}.{until}");
    }

    /// <summary>The refusal of an apply: every closed gate with what would open it.</summary>
    public InfraException Refusal(string environment) => new(
        Report.Refusal!.Value,
        string.Join('\n', Report.Closed.Select(v => $"{v.Gate}: {v.Finding.Reason}. {v.Finding.Opens}").Prepend(Summary(environment)).Append("Nothing was done.")));

    /// <summary>An audit entry with verdicts, approvals and risk.</summary>
    public AuditEntry Into(AuditEntry entry) => entry with
    {
        Verdicts = Facts.Emergency ? Report.Recorded.SetItem(OpenReview.Mark, "review due") : Report.Recorded,
        Approvals = Facts.Approvals?.Filling ?? [],
        RiskAssessment = Facts.Risk?.ToString() ?? "",
        RollbackPlan = Facts.Evidence.ContainsKey(GateName.RollbackReady) ? Report.Verdicts.Single(v => v.Gate == GateName.RollbackReady).Finding.Reason : "",
    };
}
