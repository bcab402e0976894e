using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Git;
using Infra.Model.Values;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Sealing;

/// <summary>
/// Whether what a release names was ever merged. A server gives a commit by its hash to anybody who asks, also one that only a fork has; so a hash
/// says what runs, and the history of main whether somebody reviewed it. What Argo CD reads of this repository is the commit that is named and not
/// the one that is sealed, so that commit is judged too, when an environment gets it first.
/// </summary>
public sealed class ReleaseOrigin(Host host, Repository repository)
{
    /// <summary>What of the release of an environment, as a commit has it, was not merged; one clause each.</summary>
    /// <param name="environment">The environment; one without a release names nothing.</param>
    /// <param name="commit">The commit that is sealed.</param>
    /// <param name="backend">The backend.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ImmutableArray<string>> ObjectionsAsync(string environment, string commit, string backend, CancellationToken cancellation)
    {
        if (!repository.Environments().Contains(environment, StringComparer.Ordinal))
        {
            return [];
        }

        (StackSettings settings, Catalog catalog) = repository.Releasable(environment);
        GitProcess git = repository.Git;
        Release release = await new ReleaseLog(git, commit).ReadAsync(environment, settings.Tier, commit, cancellation);
        string file = ReleaseLog.PathOf(environment);
        var objections = ImmutableArray.CreateBuilder<string>();
        foreach (GitRevision platform in release.Platforms.Where(p => p.IsCommit))
        {
            if (await git.KnownAsync(platform.Value, cancellation) is not { } known || await git.MergeBaseAsync(known, commit, cancellation) != known)
            {
                objections.Add($"{file} names the platform {CommittedEnvironment.Short(platform.Value)}, which the history of {CommittedEnvironment.Short(commit)} does not hold: it was never merged. Merge it, or name a commit of main");
            }
            else if (await new PlatformContent(host, repository).ObjectionsAsync(settings.Stack, known, cancellation) is { IsEmpty: false } contents
                && !(await JudgedAsync(environment, settings.Tier, backend, cancellation)).Contains(platform))
            {
                objections.AddRange(contents.Select(o => $"{file} names the platform {CommittedEnvironment.Short(known)}, and {o}"));
            }
        }

        objections.AddRange(await OfApplicationsAsync(release, catalog.Repository, file, backend, cancellation));
        return objections.ToImmutable();
    }

    private async Task<HashSet<GitRevision>> JudgedAsync(string environment, Tier tier, string backend, CancellationToken cancellation) =>
        await JudgedAsync(repository.Git, environment, tier, (await new AuditTrail(host, repository, backend).WholeAsync(cancellation)).Records.Select(r => r.Entry), cancellation);

    /// <summary>
    /// The platforms of releases that updates of an environment succeeded with: each was judged then, by the version of infra that there was, and a
    /// rollback may go back to it though this version renders otherwise. The record is signed; what a branch says is not.
    /// </summary>
    /// <param name="git">The repository.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="tier">Its tier.</param>
    /// <param name="records">The audit record.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<HashSet<GitRevision>> JudgedAsync(GitProcess git, string environment, Tier tier, IEnumerable<AuditEntry> records, CancellationToken cancellation)
    {
        HashSet<GitRevision> judged = [];
        foreach (string applied in records
            .Where(e => e is { Action: "up", Phase: AuditPhase.End, Outcome: "succeeded", GitCommit: not null } && e.DeploymentTarget == environment).Select(e => e.GitCommit!).Distinct(StringComparer.Ordinal))
        {
            if (await git.KnownAsync(applied, cancellation) is { } known && await new ReleaseLog(git, known).TextAsync(environment, known, cancellation) is { } text
                && ReleaseFile.Parse("release.yaml", text, tier).Release is { } ran)
            {
                judged.UnionWith(ran.Platforms);
            }
        }

        return judged;
    }

    /// <summary>What of the applications of a release main of their repository does not hold; one clause each.</summary>
    /// <param name="release">The release.</param>
    /// <param name="url">Their repository.</param>
    /// <param name="named">Where it is named, for messages.</param>
    /// <param name="backend">The backend.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ImmutableArray<string>> OfApplicationsAsync(Release release, RepositoryUrl url, string named, string backend, CancellationToken cancellation)
    {
        GitRevision[] commits =
        [
            .. release.Regions.Values.Append(release.Reached).SelectMany(r => r.Apps.Values.Append(r.Revision)).Where(r => r.IsCommit).Distinct().OrderBy(r => r.Value, StringComparer.Ordinal),
        ];
        if (commits.Length == 0)
        {
            return [];
        }

        using ApplicationsRepository applications = await ApplicationsRepository.OfAsync(host, repository, url, backend, commits, cancellation);
        var objections = ImmutableArray.CreateBuilder<string>();
        foreach (GitRevision commit in commits)
        {
            string what = $"{named} names the applications' commit {CommittedEnvironment.Short(commit.Value)}";
            string? objection = await applications.IsOnMainAsync(commit, cancellation) switch
            {
                true => null,
                false => $"{what}, which main of {url} does not hold: it was never merged there, and may be a fork's. Merge it there first",
                null => $"{what}, and {url} could not be asked whether its main holds it. Give git a way to it, and try again",
            };
            if (objection is not null)
            {
                objections.Add(objection);
            }
        }

        return objections.ToImmutable();
    }
}
