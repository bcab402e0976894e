namespace Infra.Delivery.Gates;

/// <summary>Now, at the start of an apply, a window of the calendar is open; that the plan was approved before changes nothing.</summary>
public sealed class WindowOpen(WindowOpenSettings settings) : Gate
{
    /// <inheritdoc />
    public override GateName Name => GateName.WindowOpen;

    internal override GateFinding Judge(GateFacts facts) => CalendarAnswers.Judge(facts.Window, "the windows of the calendar", settings.ApprovalsOpen, facts);
}
