using System.Collections.Immutable;
using Infra.Delivery.Order;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Releasing;

/// <summary>What the pull request of a hotfix says. Every text that people wrote is escaped.</summary>
public static class HotfixText
{
    /// <summary>Of one that is given.</summary>
    public static PullRequestText Given(
        HotfixOptions options, ReleaseGround ground, Hotfix hotfix, ReleaseProposal proposal, IEnumerable<(HotfixChange Change, ImmutableArray<(string Commit, string Subject)>? Commits)> between, string branch)
    {
        string title = $"Hotfix {options.Environment}: {string.Join(", ", hotfix.Changes.Select(c => c.App))}";
        return PullRequestText.Of(branch, title,
        [
            .. Head(title, options, proposal),
            "| step | application | runs | gets |",
            "|---|---|---|---|",
            .. hotfix.Changes.Select(c => FormattableString.Invariant($"| {ground.Order.Find(c.App.Value)!.Deploy} | {c.App} | {c.Present} | {c.Given} |")),
            "",
            "### Commits",
            "",
            .. between.SelectMany(b => Commits(ground, b.Change, b.Commits)),
            "",
            .. Stays(ground, proposal),
            .. ReleaseLines.Effects(proposal),
            "### If one fails",
            "",
            $"`infra hotfix {options.Environment} --failed NAME --reason TEXT` gives that one back what it ran. The others stay.",
            "",
            .. After(options),
        ]);
    }

    /// <summary>Of one that is taken back.</summary>
    public static PullRequestText TakenBack(HotfixOptions options, ReleaseGround ground, ImmutableArray<HotfixChange> back, ReleaseProposal proposal, string branch)
    {
        string title = $"Take back the hotfix of {string.Join(", ", back.Select(c => c.App))} in {options.Environment}";
        return PullRequestText.Of(branch, title,
        [
            .. Head(title, options, proposal),
            "| application | failed | gets back |",
            "|---|---|---|",
            .. back.Select(c => $"| {c.App} | {c.Present} | {c.Given} |"),
            "",
            .. Stays(ground, proposal),
            .. ReleaseLines.Effects(proposal),
            .. After(options),
        ]);
    }

    private static string[] Head(string title, HotfixOptions options, ReleaseProposal proposal) =>
    [
        $"## {title}",
        "",
        $"Merge it with a merge commit: {proposal.Release.Platform} is what Argo CD will read, and a squash would lose it. `{proposal.Id.Digest}`",
        "",
        $"Reason: {Printable.Markdown(options.Reason)}",
        "",
    ];

    private static IEnumerable<string> Commits(ReleaseGround ground, HotfixChange change, ImmutableArray<(string Commit, string Subject)>? commits)
    {
        yield return $"- {change.App}: {ground.Catalog.Repository}/compare/{change.Present}...{change.Given}{(commits is null ? ", which could not be read here" : commits.Value.IsEmpty ? ", nothing that it does not run already" : "")}";
        foreach ((string commit, string subject) in commits ?? [])
        {
            yield return $"  - {CommittedEnvironment.Short(commit)} {Printable.Markdown(subject)}";
        }
    }

    // What has a hotfix and keeps it; everything else runs the release as before.
    private static IEnumerable<string> Stays(ReleaseGround ground, ReleaseProposal proposal)
    {
        string[] kept = [.. proposal.Release.Apps.Where(a => ground.Present.Apps.GetValueOrDefault(a.Key) == a.Value).Select(a => $"- {a.Key} keeps its hotfix, {a.Value}")];
        return ["### What stays", "", .. kept, $"- {(kept.Length == 0 ? "" : "all ")}others run {proposal.Release.Revision}", ""];
    }

    private static IEnumerable<string> After(HotfixOptions options) =>
    [
        "### After the merge",
        "",
        $"`infra preview {options.Environment} --seal --out FILE`, `infra approve FILE --role R --emergency` by the roles of an emergency, `infra up {options.Environment} --plan FILE --emergency`: nothing of it has soaked. Its review is due afterwards.",
    ];
}
