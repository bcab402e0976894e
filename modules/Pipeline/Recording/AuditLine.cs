using System.Globalization;
using Infra.Delivery.Audit;
using Infra.Model.Masking;

namespace Infra.Pipeline.Recording;

/// <summary>A record of the audit chain in one line.</summary>
public static class AuditLine
{
    /// <summary>The line, with its line feed.</summary>
    public static string Of(AuditRecord record)
    {
        AuditEntry entry = record.Entry;
        string end = entry.Phase == AuditPhase.Begin ? "begins" : string.Create(CultureInfo.InvariantCulture, $"{entry.Outcome} after {entry.DurationSeconds} s");
        string why = entry.BusinessJustification.Length == 0 ? "" : $": {entry.BusinessJustification}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{record.Sequence,5}  {entry.Timestamp:yyyy-MM-dd HH:mm:ss}  {Printable.Text($"{entry.Action} {entry.DeploymentTarget} by {entry.Actor} on {entry.Backend}, {end}{why}")}\n");
    }
}
