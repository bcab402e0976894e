using System.Collections.Immutable;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Promoting;

/// <summary>What speaks against a promotion and a person may overrule with a reason. What gates say is not among it: nobody overrules a gate.</summary>
public static class PromotionJudge
{
    /// <summary>Every objection, as sentences without their end; none means that the way is free.</summary>
    public static ImmutableArray<string> Objections(PromotionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        string[] next = NextOf(facts.From, facts.Tiers);
        string? way = facts.Tiers[facts.To] <= facts.Tiers[facts.From]
            ? $"{facts.To} does not come after {facts.From}"
            : next.Contains(facts.To, StringComparer.Ordinal) ? null : $"{facts.To} is not the next environment after {facts.From}: {string.Join(" and ", next)} would be skipped";
        string? standing = facts.Standing switch
        {
            ReleaseStanding.Older => $"release {facts.Given} is older than {facts.Present}, which {facts.To} has: {facts.StandingReason}",
            ReleaseStanding.Diverged => $"release {facts.Given} and {facts.Present}, which {facts.To} has, have diverged: {facts.StandingReason}",
            _ => null,
        };
        string? unfinished = facts.Unreached.IsEmpty ? null : $"release {facts.Present} is on its way in {facts.To}, and not yet in {string.Join(", ", facts.Unreached)}";
        string? narrowed = facts.Narrowed.IsEmpty ? null : $"the projects of Argo CD change for all regions at once, and what a region runs that waits for its phase would hang without {string.Join(", without ", facts.Narrowed)}";
        IEnumerable<string> hotfixes = facts.Hotfixes.Where(h => h.IsHeld is not true).Select(h => $"{facts.To} runs a hotfix of {h.App}, {h.Shown}: {h.Ending}");
        return [.. new[] { way, standing, unfinished, narrowed, facts.MassDeletion }.OfType<string>(), .. hotfixes];
    }

    /// <summary>The environments of the next tier that there is.</summary>
    /// <param name="from">An environment.</param>
    /// <param name="tiers">The tier of every environment.</param>
    public static string[] NextOf(string from, ImmutableSortedDictionary<string, Tier> tiers)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        Tier[] above = [.. tiers.Values.Where(t => t > tiers[from]).Distinct().Order()];
        return above.Length == 0 ? [] : [.. tiers.Where(t => t.Value == above[0]).Select(t => t.Key)];
    }
}
