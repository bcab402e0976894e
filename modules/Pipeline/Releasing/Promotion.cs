using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Delivery.Promoting;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.GitOps.Comparing;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>Gives an environment the release of the one before it, as a branch and a pull request. The working tree is not touched.</summary>
public sealed class Promotion(Host host, Repository repository, IPullRequests requests)
{
    /// <summary>The action of its audit records.</summary>
    public const string Action = "promote";

    /// <summary>Promotes. Everything is worked out before the first word of it is recorded, and the branch appears whole or not at all.</summary>
    /// <exception cref="InfraException">Something speaks against it; everything that does is named.</exception>
    public async Task RunAsync(PromotionOptions options, CancellationToken cancellation)
    {
        (StackName from, StackName to) = (repository.Environment(options.From), repository.Environment(options.To));
        AuditTrail trail = new(host, repository, options.Backend);
        GitProcess git = repository.Git;
        string? remote = AuditTrail.RemoteOf(host, options.Backend);
        ReleaseLog log = await ReleaseLog.OfAsync(git, remote, cancellation);
        ReleaseHistory history = await log.HistoryAsync(to.Value, repository.Settings(to.Value).Tier, cancellation);
        AuditEntry[] records = [.. (await trail.WholeAsync(cancellation)).Records.Select(r => r.Entry)];
        RepositoryUrl applications = repository.Releasable(to.Value).Catalog.Repository;
        RunningRelease running = await RunningRelease.OfAsync(
            git, repository.GitOf(options.Backend, applications), log, repository.Settings(from.Value), applications, records, cancellation);

        Release present = history.Current.Release;
        ImmutableSortedDictionary<string, int> pins = present.Secrets.SetItems(Known(options.Secrets, present));
        Release release = await ReleaseProposal.PlatformAsync(repository, to, running.Release, pins, cancellation);
        bool isFirst = await FirstRelease.IsAsync(git, to.Value, present, records, cancellation);
        release = Gates(to.Value).Rollout is { } phases && !isFirst ? phases.First(release, present) : release;
        ReleaseId id = ReleaseId.Of(release);
        if (id == history.Current.Id)
        {
            string way = present.IsOnItsWay ? $"; it is not yet in {string.Join(", ", present.Regions.Keys)}, and `infra rollout {to}` opens the next phase" : "";
            host.Error.Write($"{to} has release {id} of {from} already{way}. Nothing to do.\n");
            return;
        }

        if (options.Backend != "local" && await new ReleaseOrigin(host, repository).OfApplicationsAsync(release, applications, $"the release of {from}", options.Backend, cancellation) is { IsEmpty: false } unmerged)
        {
            throw new InfraException(ErrorKind.GateBlocked, string.Join('\n', unmerged.Select(u => $"{u}.").Append($"{to} was not promoted.")));
        }

        ReleaseProposal proposal = await ReleaseProposal.OnMainAsync(
            repository, log, to, (release, ReleaseText.Write(to, release)), [], [release.Platform.Value], $"Promote {from} to {to}: release {id}\n", options.Backend == "local" ? "local" : null, cancellation);
        (ReleaseBranch branch, string? made) = await ReleaseBranch.OpenAsync(git, $"promote/{to}/{id}", remote, log.Main, proposal.Commit, cancellation);
        await RequireSameAsync(branch, made, log, to, id, cancellation);
        if (made is not null && records.Any(e => e is { Action: Action, Phase: AuditPhase.End, Outcome: "succeeded" } && e.DeploymentTarget == to.Value && e.GitCommit == made))
        {
            host.Error.Write($"Release {id} is promoted to {to} already: {branch.Name} at {CommittedEnvironment.Short(made)}. Nothing new.\n");
            return;
        }

        if (isFirst)
        {
            host.Error.Write(FirstRelease.Note(to.Value, present));
        }

        Promoted promoted = await JudgeAsync(options, log, isFirst, history, running, proposal, records, cancellation);
        await trail.DoAsync(
            Entry(trail.Entry(Action, to.Value, options.Backend, proposal.Plan, reason: options.Reason), promoted, made ?? proposal.Commit),
            async () =>
            {
                Refuse(promoted, options);
                string head = await branch.MakeAsync(made ?? proposal.Commit, cancellation);
                PullRequestPlace place = await PromotionText.Of(promoted, branch.Name).PlaceAsync(requests, cancellation);
                host.Error.Write($"Release {id} is on {branch.Name} at {CommittedEnvironment.Short(head)}; {place.Words}.\n");
                return (head, "succeeded");
            },
            cancellation);
    }

    private static ImmutableSortedDictionary<string, int> Known(ImmutableSortedDictionary<string, int> given, Release present)
    {
        string[] lower = [.. given.Where(g => present.Secrets.TryGetValue(g.Key, out int version) && g.Value < version).Select(g => g.Key)];
        return lower.Length == 0
            ? given
            : throw new InfraException(ErrorKind.Configuration, string.Join('\n', lower.Select(s => FormattableString.Invariant($"--secret {s}={given[s]}: version {present.Secrets[s]} runs already. Going back is a rollback: `infra rollback`."))));
    }

    private GateSettings Gates(string environment) => repository.Gates().Environments.GetValueOrDefault(environment) ?? throw new InfraException(
        ErrorKind.Configuration, $"stacks/delivery/gates.yaml says nothing about {environment}, so it is not known what it asks for. Write it below environments:.");

    // A branch that somebody made holds exactly this release, or it is not ours to touch. Main may have moved since; GitHub merges that.
    private static async Task RequireSameAsync(ReleaseBranch branch, string? made, ReleaseLog log, StackName to, ReleaseId id, CancellationToken cancellation)
    {
        if (made is not null && ReleaseId.Of(await log.ReadAsync(to.Value, Tier.Development, made, cancellation)) is { } held && held != id)
        {
            throw new InfraException(ErrorKind.GateBlocked, $"{branch.Name} exists and gives {to} release {held}, not {id}: somebody changed it. Delete the branch, and promote again.");
        }
    }

    private async Task<Promoted> JudgeAsync(
        PromotionOptions options, ReleaseLog log, bool isFirst, ReleaseHistory history, RunningRelease running, ReleaseProposal proposal, AuditEntry[] records, CancellationToken cancellation)
    {
        ReleaseEntry present = history.Current;
        (ReleaseStanding standing, string reason) = isFirst
            ? (ReleaseStanding.Newer, "nothing runs there yet")
            : await log.StandingAsync(running.Release.Platform.Value, present.Release.Platform.IsCommit ? present.Release.Platform.Value : log.Main, cancellation);
        PromotionFacts facts = new()
        {
            From = options.From,
            To = options.To,
            Tiers = repository.Environments().ToImmutableSortedDictionary(e => e, e => repository.Settings(e).Tier, StringComparer.Ordinal),
            Given = proposal.Id,
            Present = present.Id,
            Standing = standing,
            StandingReason = reason,
            Hotfixes = isFirst ? [] : await HotfixesAsync(options, present.Release, proposal.Release, cancellation),
            Unreached = isFirst ? [] : [.. present.Release.Regions.Keys],
            Narrowed = proposal.Release.IsOnItsWay ? ProjectNarrowing.Of(proposal.Before.Objects, proposal.After.Objects) : [],
            MassDeletion = proposal.MassDeletion,
        };
        Gatekeeper gating = new(host, repository);
        GateSettings gates = Gates(options.To);
        return new Promoted
        {
            Facts = facts,
            Settings = repository.Settings(options.To),
            Catalog = repository.Releasable(options.To).Catalog,
            Before = present.Release,
            Proposal = proposal,
            Commits = isFirst || standing == ReleaseStanding.Diverged ? [] : await log.CommitsAsync(present.Release.Platform.Value, running.Release.Platform.Value, cancellation),
            Rollout = gates.Rollout,
            Gates = PromotionGates.Of(gates, host.Clock.GetUtcNow(), Gatekeeper.RunningSince(records, running.Applied), await new EvidenceFiles(host, repository).ReadAsync(options.Evidence, EvidenceSubject.Of(proposal.Id, running.Applied), options.Backend == "local", cancellation)),
            Risk = proposal.Plan is null ? null : await gating.RiskAsync(proposal.Plan, proposal.Paths, cancellation),
            Overruled = options.Force ? options.Reason : null,
        };
    }

    // Of the regions that get the release only: the others keep theirs.
    private async Task<ImmutableArray<OpenHotfix>> HotfixesAsync(PromotionOptions options, Release present, Release given, CancellationToken cancellation)
    {
        (StackSettings settings, Catalog catalog) = repository.Releasable(options.To);
        (string App, GitRevision Commit, GitRevision Given)[] open =
        [
            .. settings.Clusters.Select(c => c.Region.Value).Where(r => !given.Regions.ContainsKey(r))
                .SelectMany(r => present.In(r).Apps.Select(a => (a.Key, a.Value, given.In(r).RevisionOf(a.Key)))).Distinct().OrderBy(h => h.Key, StringComparer.Ordinal),
        ];
        if (open.Length == 0)
        {
            return [];
        }

        using ApplicationsRepository applications = await ApplicationsRepository.OfAsync(host, repository, catalog.Repository, options.Backend, open.SelectMany(h => new[] { h.Commit, h.Given }), cancellation);
        List<OpenHotfix> hotfixes = [];
        foreach ((string app, GitRevision commit, GitRevision gets) in open)
        {
            hotfixes.Add(new OpenHotfix(app, commit, gets, await applications.HoldsAsync(gets, commit, cancellation)));
        }

        return [.. hotfixes];
    }

    private static AuditEntry Entry(AuditEntry entry, Promoted promoted, string commit) => entry with
    {
        GitCommit = commit,
        RollbackPlan = $"release {promoted.Facts.Present}",
        RiskAssessment = promoted.Risk?.ToString() ?? "",
        Verdicts = promoted.Objections.IsEmpty ? promoted.Gates.Recorded : promoted.Gates.Recorded.SetItem("Objections", string.Join("; ", promoted.Objections)),
    };

    private static void Refuse(Promoted promoted, PromotionOptions options)
    {
        string[] closed = [.. promoted.Gates.Closed.Select(v => $"{v.Gate}: {v.Finding.Reason}. {v.Finding.Opens}")];
        string[] objections = options.Force ? [] : [.. promoted.Objections.Select(o => $"{o}.")];
        if (closed.Length + objections.Length > 0)
        {
            string force = objections.Length > 0 && closed.Length == 0 ? " If that is meant, pass --force with a --reason." : "";
            throw new InfraException(
                closed.Length > 0 ? promoted.Gates.Refusal!.Value : ErrorKind.GateBlocked,
                string.Join('\n', [.. objections, .. closed, $"Release {promoted.Proposal.Id} ({promoted.Proposal.Id.Digest}) was not promoted.{force}"]));
        }
    }
}
