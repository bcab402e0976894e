using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Gating;

/// <summary>
/// Since when other environments have run what a commit gives an environment. A promotion is a commit of its own, so the commits differ: the
/// same is the program, what all environments share, and the release that was promoted.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="trail">The audit record, which knows when a record was there.</param>
public sealed class Soak(Repository repository, AuditTrail trail)
{
    private static readonly string[] Shared = ["stacks/catalog/apps.yaml", "stacks/catalog/addons.yaml", "stacks/catalog/tenants.yaml"];

    // A rollback goes back to a release of late; each commit that is looked at costs questions to git.
    private const int MostCommits = 10;

    private readonly GitProcess git = repository.Git;

    /// <summary>Since when, by environment; one that runs something else, or whose last update failed, is not there.</summary>
    /// <param name="records">The audit record, oldest first.</param>
    /// <param name="environment">The environment that gets it.</param>
    /// <param name="commit">The sealed commit; null where nobody knows, and then nothing has run it.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ImmutableSortedDictionary<string, DateTimeOffset>> SinceAsync(IEnumerable<AuditRecord> records, string environment, string? commit, CancellationToken cancellation)
    {
        var since = ImmutableSortedDictionary.CreateBuilder<string, DateTimeOffset>(StringComparer.Ordinal);
        if (commit is null)
        {
            return since.ToImmutable();
        }

        Dictionary<(string From, string Commit), bool> known = [];
        foreach (IGrouping<string, AuditRecord> of in records
            .Where(r => r.Entry is { Phase: AuditPhase.End, Action: "up" or "destroy" or "rollback", Outcome: not "refused" }).GroupBy(r => r.Entry.DeploymentTarget, StringComparer.Ordinal))
        {
            foreach (AuditRecord record in of.Reverse())
            {
                AuditEntry entry = record.Entry;
                if (entry is not { Action: "up", Outcome: "succeeded", GitCommit: { } ran })
                {
                    break;
                }

                if (!known.TryGetValue((of.Key, ran), out bool same))
                {
                    same = known[(of.Key, ran)] = ran == commit || (of.Key != environment && await IsSameAsync(of.Key, ran, environment, commit, cancellation));
                }

                if (!same)
                {
                    break;
                }

                // What the bucket does not have decides nothing, and stops nothing either: the record before it is looked at.
                if (await trail.ProvedAsync(record, cancellation) is { } proved)
                {
                    since[of.Key] = proved;
                }
            }
        }

        return since.ToImmutable();
    }

    /// <summary>The longest time for which an environment itself ran what a commit gives it: the same program, shared files, settings and release. What failed when it was applied last did not run.</summary>
    /// <param name="records">The audit record, oldest first.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="commit">The sealed commit; null where nobody knows.</param>
    /// <param name="now">The time, until when the last update runs.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null where it never ran it; only the last ten commits that it ran are looked at.</returns>
    public async Task<EarlierRun?> BeforeAsync(IEnumerable<AuditRecord> records, string environment, string? commit, DateTimeOffset now, CancellationToken cancellation)
    {
        if (commit is null || !repository.Environments().Contains(environment, StringComparer.Ordinal))
        {
            return null;
        }

        AuditRecord[] own = [.. records.Where(r => r.Entry is { Phase: AuditPhase.End, Action: "up" or "destroy", Outcome: not "refused" } && r.Entry.DeploymentTarget == environment)];
        Dictionary<string, bool> known = new(StringComparer.Ordinal);
        EarlierRun? longest = null;
        DateTimeOffset until = now;
        foreach (AuditRecord record in own.Reverse())
        {
            AuditEntry entry = record.Entry;
            if (await trail.ProvedAsync(record, cancellation) is not { } from)
            {
                continue;
            }

            bool same = entry is { Action: "up", GitCommit: { } ran } && (known.TryGetValue(ran, out bool answer) ? answer
                : known.Count < MostCommits && (known[ran] = await RanAsync(ran, environment, commit, cancellation)));
            if (same && entry.Outcome != "succeeded")
            {
                return longest;
            }

            if (same && (longest is null || until - from > longest.Until - longest.From))
            {
                longest = new EarlierRun(from, until);
            }

            // A further update to the same goes on with it.
            until = same ? until : from;
        }

        return longest;
    }

    private async Task<bool> RanAsync(string ran, string environment, string commit, CancellationToken cancellation)
    {
        if (await git.KnownAsync(ran, cancellation) is null)
        {
            return false;
        }

        string[] settings = [$"stacks/Pulumi.{environment}.yaml", Foundation.PathOf(repository.Stack(environment))];
        if ((await git.ChangedAsync(ran, commit, cancellation)).Any(p => SealedFiles.IsProgram(p) || Shared.Contains(p, StringComparer.Ordinal) || settings.Contains(p, StringComparer.Ordinal)))
        {
            return false;
        }

        ReleaseLog log = new(git, commit);
        Tier tier = repository.Settings(environment).Tier;
        Release given = await log.ReadAsync(environment, tier, commit, cancellation);
        try
        {
            Release tried = await log.ReadAsync(environment, tier, ran, cancellation);

            // A branch means another commit each day.
            return ran == commit || (ReleaseId.Of(tried) == ReleaseId.Of(given) && tried.Platform.IsCommit && tried.Revision.IsCommit);
        }
        catch (InfraException)
        {
            // What an older form of the file says is not what this program gives.
            return false;
        }
    }

    private async Task<bool> IsSameAsync(string from, string ran, string environment, string commit, CancellationToken cancellation)
    {
        // A commit that is not here any more, and a stack without releases, show nothing.
        if (await git.KnownAsync(ran, cancellation) is null
            || !repository.Environments().Contains(from, StringComparer.Ordinal) || !repository.Environments().Contains(environment, StringComparer.Ordinal)
            || (await git.ChangedAsync(ran, commit, cancellation)).Any(p => SealedFiles.IsProgram(p) || Shared.Contains(p, StringComparer.Ordinal)))
        {
            return false;
        }

        ReleaseLog log = new(git, commit);
        Release given = await log.ReadAsync(environment, repository.Settings(environment).Tier, commit, cancellation);
        Release tried = await log.ReadAsync(from, repository.Settings(from).Tier, ran, cancellation);
        string platform = tried.Platform.IsCommit ? tried.Platform.Value : ran;
        return (given.Revision == tried.Revision || !tried.Revision.IsCommit)
            && given.Apps.SequenceEqual(tried.Apps) && await RanBeforeAsync(log, environment, given, cancellation)
            && given.AddOns.SequenceEqual(tried.AddOns) && given.Event == tried.Event
            && (given.Platform.Value == platform || await ParentAsync(given.Platform, cancellation) == platform);
    }

    // A region that the release has not reached must run what the environment was given before, or it would run what nobody tried.
    private async Task<bool> RanBeforeAsync(ReleaseLog log, string environment, Release given, CancellationToken cancellation)
    {
        ReleaseHistory history = await log.HistoryAsync(environment, repository.Settings(environment).Tier, cancellation);
        return given.Regions.All(kept => history.Entries.Skip(1).Any(e => e.Release.In(kept.Key).Equals(kept.Value)));
    }

    // A promotion renders what an environment gets on top of what was tried.
    private async Task<string?> ParentAsync(GitRevision platform, CancellationToken cancellation) =>
        platform.IsCommit && await git.CommitAsync(GitRef.Parse(platform.Value, "the release"), cancellation) is not null
            ? await git.CommitAsync(GitRef.Parse($"{platform.Value}^1", "the release"), cancellation)
            : null;
}
