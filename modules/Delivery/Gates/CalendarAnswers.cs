namespace Infra.Delivery.Gates;

/// <summary>What an answer of the calendar means for a gate.</summary>
internal static class CalendarAnswers
{
    public static GateFinding Judge(CalendarFacts? calendar, string what, bool approvalsOpen, GateFacts facts)
    {
        if (calendar is null)
        {
            return GateFinding.Blocked($"it is not known what {what} say", "Write stacks/delivery/calendar.yaml.");
        }

        if (calendar.Allowed)
        {
            return GateFinding.Passed(calendar.Reason);
        }

        bool approved = calendar.ManualApproval && approvalsOpen && facts.Approvals is { IsMet: true, Slots.Length: > 0 };
        return approved
            ? GateFinding.Passed($"{calendar.Reason}; people decided")
            : GateFinding.Blocked(
                calendar.Reason,
                calendar.ManualApproval && approvalsOpen ? "Enough approvals open it." : calendar.NextOpening is null ? "`infra freeze override` with emergency approvals." : "Wait, or `infra freeze override` with emergency approvals.",
                calendar.NextOpening);
    }
}
