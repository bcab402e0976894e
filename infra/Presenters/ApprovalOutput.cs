using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Writes what approvals an envelope needs and has.</summary>
internal static class ApprovalOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.approvals/v1";

    public static void Write(Host host, ApprovalVerdict verdict, string envelope, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.Write(Json(verdict, envelope));
            return;
        }

        Painter painter = new(host.Out, isTerminal: false, host.Variable);
        foreach (ApprovalSlot slot in verdict.Slots)
        {
            painter.Line($"{(slot.Person is null ? "x" : "+")} {Printable.Text(slot.Role ?? "any role"),-20}{Printable.Text(slot.Person ?? "still needed")}");
        }

        foreach (CountedApproval approval in verdict.Approvals)
        {
            string counts = approval.Refusal is { } why ? $"does not count: {Printable.Text(why)}" : "counts";
            painter.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  {approval.Id,-14}{approval.At:yyyy-MM-dd HH:mm:ss}  {Printable.Text($"{approval.Person} for {string.Join(", ", approval.Roles)}")} by {approval.Kind.ToString().ToLowerInvariant()}, {counts}"));
        }

        if (!verdict.Strangers.IsEmpty)
        {
            painter.Line($"One approval more is needed, because stacks/delivery/approvals.yaml does not list {Printable.Text(string.Join(", ", verdict.Strangers))}.");
        }

        if (verdict.Unknown is { } unknown)
        {
            painter.Line($"No approval is enough, because it is not known who took part: {Printable.Text(unknown)}.");
        }

        painter.Line($"{(verdict.Slots.IsEmpty ? "No rule of stacks/delivery/approvals.yaml asks for approvals here" : verdict.IsMet ? "Approved" : "Not approved yet")}{(verdict.BusinessHours ? "; approvals count when given in business hours" : "")}.");
    }

    private static string Json(ApprovalVerdict verdict, string envelope) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("envelope", envelope);
        writer.WriteBoolean("met", verdict.IsMet);
        writer.WriteBoolean("businessHours", verdict.BusinessHours);
        writer.WriteStartArray("needs");
        foreach (ApprovalSlot slot in verdict.Slots)
        {
            writer.WriteStartObject();
            writer.WriteString("role", slot.Role);
            writer.WriteString("person", slot.Person);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("approvals");
        foreach (CountedApproval approval in verdict.Approvals)
        {
            writer.WriteStartObject();
            writer.WriteString("id", approval.Id);
            writer.WriteString("person", approval.Person);
            writer.WriteString("proof", approval.Kind.ToString().ToLowerInvariant());
            writer.WriteString("at", Moment.Text(approval.At));
            writer.WriteString("refusal", approval.Refusal);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
