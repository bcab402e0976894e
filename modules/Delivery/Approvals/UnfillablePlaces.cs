using System.Collections.Immutable;
using Infra.Delivery.Calendars;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Approvals;

/// <summary>
/// Finds what nobody could ever approve: places of rules and of overrides that the people of approvals.yaml cannot fill, each by another person and none
/// by whoever made the change. Every situation is looked at by itself. Pure.
/// </summary>
public static class UnfillablePlaces
{
    /// <summary>One sentence for each situation that nobody can open, with its environments; none where there is no such situation.</summary>
    /// <param name="settings">Who may approve what.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="held">Those of them that windows and freezes hold back, so that an override must be possible.</param>
    public static ImmutableArray<string> Of(ApprovalSettings settings, IReadOnlyCollection<string> environments, IReadOnlyCollection<string> held)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(held);
        return
        [
            .. Situations(settings)
                .SelectMany(s => environments.Where(e => !s.IsOverride || held.Contains(e, StringComparer.Ordinal)).Select(e => (s.Name, Environment: e, Request: s.Request with { Environment = e })))
                .Select(s => (s.Name, s.Environment, Places: ApprovalJudge.PlacesOf(settings, s.Request)))
                .Select(s => (s.Name, s.Environment, s.Places, Left: Left(settings, s.Places)))
                .Where(s => !s.Left.IsEmpty)
                .GroupBy(s => (s.Name, Places: Words(s.Places), Left: Words(s.Left)))
                .Select(g => $"{g.Key.Name} of {string.Join(", ", g.Select(s => s.Environment))} could never be approved: it needs {g.Key.Places}, each by another person and none by whoever made it, and nobody is left for {g.Key.Left}"),
        ];
    }

    private static IEnumerable<(string Name, ApprovalRequest Request, bool IsOverride)> Situations(ApprovalSettings settings)
    {
        ApprovalRequest usual = new() { Envelope = "", Commit = null, Environment = "", IsLocal = false, SealedAt = default, Risk = RiskLevel.Low };
        yield return ("a change", usual, false);
        foreach (ApprovalTag tag in settings.Tags)
        {
            // A pattern fits itself.
            yield return ($"a change with the tag {tag.Name}", usual with { Paths = tag.Paths, Resources = tag.Resources }, false);
        }

        foreach (ApprovalRule rule in settings.Rules.Where(r => !r.Paths.IsEmpty && !r.Emergency))
        {
            yield return ($"a change of the paths of the rule {rule.Name}", usual with { Paths = rule.Paths }, false);
        }

        yield return ("a change of critical risk", usual with { Risk = RiskLevel.Critical }, false);
        yield return ("a change in a freeze", usual with { Freeze = FreezeLevel.Full }, false);
        yield return ("an emergency", usual with { Emergency = true }, false);
        yield return ("an override of windows and freezes", usual with { Emergency = true, Roles = FreezeOverride.Roles }, true);
    }

    // By the choice of whoever makes the change that leaves least open.
    private static ImmutableArray<string> Left(ApprovalSettings settings, ImmutableArray<string?> places)
    {
        ApprovalVoter[] all = [.. settings.People.Select(p => new ApprovalVoter(p.Name, settings.RolesOf(p.Name)))];
        return all.Select(maker => Open(places, [.. all.Where(v => v != maker && !v.Roles.IsEmpty)])).MinBy(o => o.Length);
    }

    private static ImmutableArray<string> Open(ImmutableArray<string?> places, ImmutableArray<ApprovalVoter> voters) =>
        [.. places.Zip(ApprovalMatching.Fill(places, voters)).Where(p => p.Second is null).Select(p => p.First ?? "any role")];

    private static string Words(IEnumerable<string?> places) => string.Join(", ", places.Select(p => p ?? "any role"));
}
