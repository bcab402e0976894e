using System.Collections.Immutable;
using Infra.Model;
using Infra.Pipeline;

namespace Infra.Releases;

/// <summary>What is known of an environment when a hotfix of it is given, taken back or reported.</summary>
internal sealed record HotfixGround
{
    private const string Failed = "failed ";
    private const string Given = "given ";

    /// <summary>The environment.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>What there is to release.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>Main.</summary>
    public required ReleaseLog Log { get; init; }

    /// <summary>What the environment was given.</summary>
    public required ReleaseHistory History { get; init; }

    /// <summary>The ends of what was done to the environment, oldest first.</summary>
    public required ImmutableArray<AuditEntry> Records { get; init; }

    /// <summary>Its applications.</summary>
    public ServiceOrder Order => ServiceOrder.Of(Catalog.Apps, a => a.RegionsIn(Settings).Any());

    /// <summary>The release that it has.</summary>
    public Release Present => History.Current.Release;

    /// <summary>Finds it.</summary>
    public static async Task<HotfixGround> OfAsync(Host host, Repository repository, StackName environment, AuditTrail trail, CancellationToken cancellation)
    {
        (StackSettings settings, Catalog catalog) = repository.Releasable(environment.Value);
        ReleaseLog log = await ReleaseLog.OfAsync(repository.Git, AuditTrail.RemoteOf(host, trail.Backend), cancellation);
        return new HotfixGround
        {
            Settings = settings,
            Catalog = catalog,
            Log = log,
            History = await log.HistoryAsync(environment.Value, settings.Tier, cancellation),
            Records = [.. (await trail.ReadAsync(null, cancellation)).Records.Select(r => r.Entry).Where(e => e.Phase == AuditPhase.End && e.DeploymentTarget == environment.Value)],
        };
    }

    /// <summary>What the record of a hotfix says of an application that gets a commit.</summary>
    public static string SayGiven(GitRevision commit) => Given + commit;

    /// <summary>What the record says of an application whose hotfix failed.</summary>
    public static string SayFailed(GitRevision commit) => Failed + commit;

    /// <summary>The commits of an application that failed as a hotfix here.</summary>
    public GitRevision[] FailedOf(string app) =>
        [.. Hotfixes(Records).Select(e => e.Verdicts.GetValueOrDefault(app)).Where(v => v is not null && v.StartsWith(Failed, StringComparison.Ordinal)).Select(v => GitRevision.Of(v![Failed.Length..]))];

    /// <summary>What became of the hotfixes since the last promotion or rollback: one line an application, in the order of deployment.</summary>
    /// <param name="runs">The release that an update succeeded with last; null where none is on record.</param>
    public ImmutableArray<HotfixLine> Report(Release? runs)
    {
        int since = Records.Select((e, i) => e is { Action: Promotion.Action or Rollback.Action, Outcome: "succeeded" } ? i + 1 : 0).Append(0).Max();
        Dictionary<string, (string Said, string Reason)> last = new(StringComparer.Ordinal);
        foreach (AuditEntry entry in Hotfixes(Records.Skip(since)))
        {
            foreach ((string app, string said) in entry.Verdicts)
            {
                last[app] = (said, entry.BusinessJustification);
            }
        }

        Dictionary<KubernetesName, string?> findings = [];
        var changes = ImmutableArray.CreateBuilder<HotfixChange>();
        foreach ((string app, (string said, string reason)) in last.Where(l => Order.Find(l.Key) is not null))
        {
            KubernetesName name = KubernetesName.Of(app);
            GitRevision commit = GitRevision.Of(said[(said.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            GitRevision present = Present.Reached.RevisionOf(app);
            GitRevision? before = present == commit ? History.RevisionBefore(app, FailedOf(app)) : present;
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

        return changes.Count == 0 ? [] : new Hotfix(Order, changes.ToImmutable()).Report(findings);
    }

    private static IEnumerable<AuditEntry> Hotfixes(IEnumerable<AuditEntry> records) => records.Where(e => e is { Action: Hotfixing.Action, Outcome: "succeeded" });
}
