using System.Globalization;
using Infra.Delivery.Releases;
using Infra.GitOps.Comparing;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Releasing;

/// <summary>What a promotion and a rollback say alike: what changes in the release, and what that does.</summary>
public static class ReleaseLines
{
    /// <summary>A table of what differs between two releases.</summary>
    public static IEnumerable<string> Changes(Release before, Release after)
    {
        (string Name, string? Old, string? New)[] rows =
        [
            ("release", ReleaseId.Of(before).Short, ReleaseId.Of(after).Short),
            ("applications", before.Revision.Value, after.Revision.Value),
            ("platform", before.Platform.Value, after.Platform.Value),
            .. Rows("hotfix", before.Apps, after.Apps, c => c.Value),
            .. before.Regions.Keys.Union(after.Regions.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(r => Region(r, before, after)),
            .. Rows("add-on", before.AddOns, after.AddOns, v => v.Value),
            .. Rows("secret", before.Secrets, after.Secrets, v => v.ToString(CultureInfo.InvariantCulture)),
            ("event", before.Event?.Value, after.Event?.Value),
        ];
        return ["| | before | after |", "|---|---|---|", .. rows.Where(r => r.Old != r.New).Select(r => $"| {Printable.Markdown(r.Name)} | {Printable.Markdown(r.Old ?? "none")} | {Printable.Markdown(r.New ?? "none")} |")];
    }

    /// <summary>What Argo CD and the backend would do.</summary>
    public static IEnumerable<string> Effects(ReleaseProposal proposal)
    {
        int Count(ChangeKind kind) => proposal.Diff.Changes.Count(c => c.Kind == kind);
        PlanSummary? plan = proposal.Plan?.Summary;
        return
        [
            "### What changes",
            "",
            FormattableString.Invariant($"- Argo CD: {Count(ChangeKind.Added)} objects to add, {Count(ChangeKind.Changed)} to change, {Count(ChangeKind.Removed)} to remove"),
            .. proposal.Diff.Removed.Select(r => $"- Argo CD removes {Printable.Markdown($"{r.Object.Kind} {r.Object.Name}")}"),
            plan is null
                ? "- infrastructure: the deployment plans and seals it right before it is approved"
                : $"- infrastructure: {plan.Planned}",
            .. (proposal.Plan is null ? [] : RollbackLoss.Of(proposal.Plan)).Select(l => $"- **DATA LOSS**: {Printable.Markdown(l)}"),
            "",
        ];
    }

    // What the region runs on both sides, whether or not it stands below regions: there.
    private static IEnumerable<(string Name, string? Old, string? New)> Region(string region, Release before, Release after) =>
        Rows($"{region}:", before.In(region).Apps, after.In(region).Apps, c => c.Value)
            .Prepend(($"{region} platform", before.In(region).Platform.Value, after.In(region).Platform.Value))
            .Prepend((region, before.In(region).Revision.Value, after.In(region).Revision.Value));

    private static IEnumerable<(string Name, string? Old, string? New)> Rows<T>(
        string kind, IReadOnlyDictionary<string, T> before, IReadOnlyDictionary<string, T> after, Func<T, string> shown) =>
        before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(k => ($"{kind} {k}", before.TryGetValue(k, out T? old) ? shown(old) : null, after.TryGetValue(k, out T? fresh) ? shown(fresh) : null));
}
