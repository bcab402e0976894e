using Infra.Delivery.Promoting;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Releasing;

/// <summary>What the pull request of a promotion says. Every text that people wrote elsewhere is escaped.</summary>
public static class PromotionText
{
    private const int MostCommits = 50;

    /// <summary>Its title and text.</summary>
    public static PullRequestText Of(Promoted promoted, string branch)
    {
        PromotionFacts facts = promoted.Facts;
        IEnumerable<string> lines =
        [
            $"## Promote {facts.From} to {facts.To}: release {facts.Given}",
            "",
            $"Merge it with a merge commit: {promoted.Proposal.Release.Platform} is what Argo CD will read, and a squash would lose it. `{facts.Given.Digest}`",
            "",
            .. Objections(promoted),
            .. ReleaseLines.Changes(promoted.Before, promoted.Proposal.Release),
            "",
            .. Commits(promoted),
            .. Hotfixes(promoted),
            .. ReleaseLines.Effects(promoted.Proposal),
            .. Risk(promoted),
            .. Phases(promoted),
            .. Order(promoted),
            .. Gates(promoted),
        ];
        return PullRequestText.Of(branch, $"Promote {facts.From} to {facts.To}: release {facts.Given}", lines);
    }

    private static IEnumerable<string> Objections(Promoted promoted) =>
        promoted.Overruled is not { } reason || promoted.Objections.IsEmpty
            ? []
            : [.. promoted.Objections.Select(o => $"> **OVERRULED**: {Printable.Markdown(o)}."), $"> Reason: {Printable.Markdown(reason)}", ""];

    private static IEnumerable<string> Commits(Promoted promoted)
    {
        yield return "### Commits";
        yield return "";
        if (promoted.Commits.IsEmpty)
        {
            yield return promoted.Facts.Standing == ReleaseStanding.Diverged ? $"Not known: {Printable.Markdown(promoted.Facts.StandingReason)}." : "None of this repository.";
        }

        foreach ((string commit, string subject) in promoted.Commits.Take(MostCommits))
        {
            yield return $"- {CommittedEnvironment.Short(commit)} {Printable.Markdown(subject)}";
        }

        if (promoted.Commits.Length > MostCommits)
        {
            yield return FormattableString.Invariant($"- and {promoted.Commits.Length - MostCommits} more");
        }

        (GitRevision before, GitRevision after) = (promoted.Before.Revision, promoted.Proposal.Release.Revision);
        if (before != after)
        {
            yield return $"- of the applications: {promoted.Catalog.Repository}/compare/{before}...{after}";
        }

        yield return "";
    }

    private static IEnumerable<string> Hotfixes(Promoted promoted)
    {
        if (promoted.Facts.Hotfixes.IsEmpty)
        {
            yield break;
        }

        yield return "### Hotfixes";
        yield return "";
        foreach (OpenHotfix hotfix in promoted.Facts.Hotfixes)
        {
            yield return $"- {hotfix.App} at {hotfix.Shown}: {hotfix.Ending}";
        }

        yield return "";
    }

    private static IEnumerable<string> Risk(Promoted promoted) =>
        ["### Risk", "", promoted.Risk is { } risk ? $"{Printable.Markdown(risk.ToString())}." : "Worked out with the plan.", ""];

    private static IEnumerable<string> Phases(Promoted promoted) =>
        promoted.Rollout is not { } phases ? []
        : promoted.Proposal.Release.IsOnItsWay ? [.. RolloutText.Phases(promoted.Settings, phases, promoted.Proposal.Release).SkipLast(1), $"- the next is opened by `infra rollout {promoted.Facts.To}`", ""]
        : ["### Phases", "", "Nothing changes in the regions, so every region gets it at once.", ""];

    private static IEnumerable<string> Order(Promoted promoted) =>
    [
        "### Order",
        "",
        "In each region tenants, then add-ons, then these, each group by itself:",
        "",
        .. AppGroup.Of(promoted.Catalog.Apps)
            .Select(g => g.Apps.Where(a => a.RegionsIn(promoted.Settings).Any()).GroupBy(a => a.Wave).Select(w => string.Join(" ", w.Select(a => a.Name.Value))))
            .Where(w => w.Any()).Select(w => $"- {string.Join(", then ", w)}"),
        "",
    ];

    private static IEnumerable<string> Gates(Promoted promoted) =>
    [
        "### Gates",
        "",
        .. promoted.Gates.Verdicts.Select(v => $"- {v.Gate}: {Printable.Markdown(v.Finding.Reason)}"),
        .. promoted.Gates.Verdicts.IsEmpty ? (string[])["Between both environments none is asked for."] : [],
        $"- the others are asked when {promoted.Facts.To} applies it",
    ];
}
