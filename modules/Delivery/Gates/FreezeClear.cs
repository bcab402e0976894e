namespace Infra.Delivery.Gates;

/// <summary>Now, at the start of an apply, no freeze of the calendar holds; that the plan was approved before changes nothing.</summary>
public sealed class FreezeClear(FreezeClearSettings settings) : Gate
{
    /// <inheritdoc />
    public override GateName Name => GateName.FreezeClear;

    internal override GateFinding Judge(GateFacts facts) => CalendarAnswers.Judge(facts.Freeze, "the freezes of the calendar", settings.ApprovalsOpen, facts);
}
