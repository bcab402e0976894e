using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Order;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Releasing;

/// <summary>What the audit record says of the hotfixes of an environment.</summary>
public static class HotfixRecord
{
    private const string Failed = "failed ";
    private const string Given = "given ";

    /// <summary>What the record of a hotfix says of an application that gets a commit.</summary>
    public static string SayGiven(GitRevision commit) => Given + commit;

    /// <summary>What the record says of an application whose hotfix failed.</summary>
    public static string SayFailed(GitRevision commit) => Failed + commit;

    /// <summary>The commits of an application that failed as a hotfix here.</summary>
    public static GitRevision[] FailedOf(ReleaseGround ground, string app) =>
        [.. Hotfixes(ground.Records).Select(e => e.Verdicts.GetValueOrDefault(app)).Where(v => v is not null && v.StartsWith(Failed, StringComparison.Ordinal)).Select(v => GitRevision.Of(v![Failed.Length..]))];

    /// <summary>What became of the hotfixes since the last promotion or rollback: one line an application, in the order of deployment.</summary>
    /// <param name="ground">The environment.</param>
    /// <param name="runs">The release that an update succeeded with last; null where none is on record.</param>
    public static ImmutableArray<HotfixLine> Report(ReleaseGround ground, Release? runs)
    {
        int since = ground.Records.Select((e, i) => e is { Action: Promotion.Action or Rollback.Action, Outcome: "succeeded" } ? i + 1 : 0).Append(0).Max();
        Dictionary<string, (string Said, string Reason)> last = new(StringComparer.Ordinal);
        foreach (AuditEntry entry in Hotfixes(ground.Records.Skip(since)))
        {
            foreach ((string app, string said) in entry.Verdicts)
            {
                last[app] = (said, entry.BusinessJustification);
            }
        }

        Dictionary<KubernetesName, string?> findings = [];
        var changes = ImmutableArray.CreateBuilder<HotfixChange>();
        foreach ((string app, (string said, string reason)) in last.Where(l => ground.Order.Find(l.Key) is not null))
        {
            KubernetesName name = KubernetesName.Of(app);
            GitRevision commit = GitRevision.Of(said[(said.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            GitRevision present = ground.Present.Reached.RevisionOf(app);
            GitRevision? before = present == commit ? ground.History.RevisionBefore(app, FailedOf(ground, app)) : present;
            if (before is not null)
            {
                changes.Add(new HotfixChange(name, before, commit));
                bool failed = said.StartsWith(Failed, StringComparison.Ordinal);
                if (failed || runs?.Reached.RevisionOf(app) == commit)
                {
                    findings[name] = failed ? reason : null;
                }
            }
        }

        return changes.Count == 0 ? [] : new Hotfix(ground.Order, changes.ToImmutable()).Report(findings);
    }

    private static IEnumerable<AuditEntry> Hotfixes(IEnumerable<AuditEntry> records) => records.Where(e => e is { Action: Hotfixing.Action, Outcome: "succeeded" });
}
