using Infra.Delivery.Approvals;
using Infra.Delivery.KeptRules;

namespace Infra.Delivery.Gates;

/// <summary>Enough different people of the right roles approved this very envelope.</summary>
public sealed class ApprovalsMet(ApprovalsMetSettings settings) : Gate
{
    /// <inheritdoc />
    public override GateName Name => GateName.ApprovalsMet;

    internal override GateFinding Judge(GateFacts facts)
    {
        if (facts.Approvals is not { } approvals)
        {
            return GateFinding.Blocked("nothing is sealed that could be approved", "Seal a plan with `infra preview ENV --seal --out FILE`.");
        }

        if (approvals.Slots.Length < settings.Least)
        {
            return GateFinding.Invalid(
                $"the rules of approvals.yaml ask for {approvals.Slots.Length} people here, and gates.yaml for at least {settings.Least}", "Write a rule for this environment in stacks/delivery/approvals.yaml.");
        }

        if (approvals.Unknown is { } unknown)
        {
            return GateFinding.Blocked($"it is not known who took part in this change: {unknown}", "Whoever took part may not approve, so nobody's approval counts until GitHub says who did; docs/gates.md has the ways out.");
        }

        if (!facts.Unguarded.IsEmpty)
        {
            return GateFinding.Blocked($"the repository at GitHub is not guarded as stacks/delivery/github.yaml says, so its approvals prove nothing: {string.Join("; ", facts.Unguarded)}", "`infra github sync` by somebody who administers it, and then a look at who changed it.");
        }

        if (approvals.IsShortOfRulesAlone && facts.Owners is { Problem: null } consent)
        {
            return GateFinding.Passed(string.Join(", ", approvals.WithoutRules!.Value.Select(Filled).Append($"the owners {string.Join(" and ", consent.Owners)} in place of the role {RulesBundle.Role}")));
        }

        string stranger = approvals.Strangers.IsEmpty ? "" : $"; one more because stacks/delivery/approvals.yaml does not list {string.Join(", ", approvals.Strangers)}";
        string[] missing = [.. approvals.Slots.Where(s => s.Person is null).Select(s => s.Role ?? "anybody more").GroupBy(r => r, StringComparer.Ordinal).Select(g => g.Count() == 1 ? g.Key : $"{g.Count()} of {g.Key}")];
        if (missing.Length == 0)
        {
            return GateFinding.Passed(string.Join(", ", approvals.Slots.Select(Filled)));
        }

        // Only by the rules that were approved before: those of the change could name owners of their own.
        bool standsIn = approvals.WithoutRules is not null && approvals.Slots.Any(s => s.Role == RulesBundle.Role && s.Person is null);
        return GateFinding.Blocked(
            $"still needed: {string.Join(", ", missing)}{(approvals.BusinessHours ? ", in business hours" : "")}{stranger}{(facts.Owners?.Problem is { } problem ? $"; {problem}" : "")}",
            $"`infra approve FILE --role R` by people who did not write it; `infra approvals list FILE` shows what counts.{(standsIn ? $" Where nobody of the role {RulesBundle.Role} can, two owners can: `infra approvals owners {facts.Plan.Stack}`." : "")}",
            facts.Owners?.Until);
    }

    private static string Filled(ApprovalSlot slot) => $"{slot.Person} for {slot.Role ?? "any role"}";
}
