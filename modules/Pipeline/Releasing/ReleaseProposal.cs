using System.Collections.Immutable;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.GitOps.Comparing;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Plans;
using Infra.Model.Values;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>A release that an environment would get, as a commit that nobody merged yet.</summary>
/// <param name="Release">The release.</param>
/// <param name="Commit">The commit that gives it.</param>
/// <param name="Before">What Argo CD keeps now.</param>
/// <param name="After">What it would keep.</param>
/// <param name="Plan">The plan; null where the deployment makes it, with credentials that a promotion has not.</param>
/// <param name="Paths">The files that differ from main.</param>
public sealed record ReleaseProposal(Release Release, string Commit, CommittedEnvironment Before, CommittedEnvironment After, Plan? Plan, ImmutableArray<string> Paths)
{
    /// <summary>Its name.</summary>
    public ReleaseId Id => ReleaseId.Of(Release);

    /// <summary>Why many objects would be removed, or nobody knows whether, as a clause; null when they would not.</summary>
    public string? MassDeletion => Before.Unreadable is { } unreadable
        ? $"what {Before.Commit[..12]} keeps cannot be read, so nobody knows what would be removed: {unreadable.Split('\n')[0]}"
        : Diff.MassDeletion(Before.IsProduction || After.IsProduction);

    /// <summary>What changes for Argo CD.</summary>
    public EnvironmentDiff Diff => EnvironmentDiff.Of(Before.Objects, After.Objects);

    /// <summary>
    /// Commits what an environment runs: the platform of another, with its own settings. A commit cannot name itself, so this one is what Argo CD
    /// will read, and the one that names it comes after.
    /// </summary>
    /// <param name="repository">The repository.</param>
    /// <param name="environment">The environment that gets it.</param>
    /// <param name="running">What the environment before runs.</param>
    /// <param name="pins">The versions of secrets that it has and gets.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The release breaks a rule of the environment; every problem is named.</exception>
    public static async Task<Release> PlatformAsync(
        Repository repository, StackName environment, Release running, ImmutableSortedDictionary<string, int> pins, CancellationToken cancellation)
    {
        using GitCheckout checkout = await GitCheckout.OfAsync(repository.Root, running.Platform.Value, cancellation);
        Repository there = repository.At(checkout.Folder);
        (StackSettings settings, Catalog catalog) = there.Releasable(environment.Value);
        Release release = running with { Secrets = Pinned(settings, catalog, pins) };

        // Which regions it has not reached is no part of what a region that it has reached reads: every phase has the same commit.
        string[] changed = Write(checkout, there, environment, ReleaseText.Write(environment, release with { Regions = release.Regions.Clear() }));
        string commit = await checkout.CommitAsync(changed, [running.Platform.Value], $"Render what {environment} gets\n", cancellation);
        return release with { Platform = GitRevision.Of(commit) };
    }

    /// <summary>Commits the file of a release on main, with what is generated from it, and works out what that changes.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="log">Main.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="release">The release, and the text of its file.</param>
    /// <param name="other">Other files that go with it, with their texts.</param>
    /// <param name="parents">Parents beside main.</param>
    /// <param name="message">The message of the commit.</param>
    /// <param name="kind">The backend that plans it; null for no plan.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The release breaks a rule of main.</exception>
    public static async Task<ReleaseProposal> OnMainAsync(
        Repository repository,
        ReleaseLog log,
        StackName environment,
        (Release Release, string Text) release,
        ImmutableArray<RenderedFile> other,
        string[] parents,
        string message,
        string? kind,
        CancellationToken cancellation)
    {
        using GitCheckout checkout = await GitCheckout.OfAsync(repository.Root, log.Main, cancellation);
        Repository there = repository.At(checkout.Folder);
        foreach (RenderedFile file in other)
        {
            checkout.Write(file.Path, file.Text);
        }

        string[] changed = [.. Write(checkout, there, environment, release.Text), .. other.Select(o => o.Path)];
        string commit = await checkout.CommitAsync(changed, [log.Main, .. parents], message, cancellation);
        GitProcess git = repository.Git;
        Plan? plan = kind is null ? null : await new StackBackends(there.Host, there).Of(environment.Value, kind).PreviewAsync(cancellation);
        return new ReleaseProposal(
            release.Release,
            commit,
            await BeforeAsync(git, log, environment, cancellation),
            await CommittedEnvironment.ReadAsync(git, environment, commit, cancellation),
            plan,
            [.. await git.ChangedAsync(log.Main, commit, cancellation)]);
    }

    // A release that follows a commit which is not here says nothing about what is kept; then everything counts as new.
    private static async Task<CommittedEnvironment> BeforeAsync(GitProcess git, ReleaseLog log, StackName environment, CancellationToken cancellation)
    {
        Release present = await log.ReadAsync(environment.Value, Tier.Development, log.Main, cancellation);
        bool known = !present.Platform.IsCommit || await git.CommitAsync(GitRef.Parse(present.Platform.Value, "the release"), cancellation) is not null;
        return known ? await CommittedEnvironment.BeforeAsync(git, environment, log.Main, cancellation) : new CommittedEnvironment(log.Main, null, [], IsProduction: false);
    }

    private static string[] Write(GitCheckout checkout, Repository there, StackName environment, string text)
    {
        checkout.Write(ReleaseLog.PathOf(environment.Value), text);
        new GitOpsFolder(there.Folders, checkout.Folder, environment.Value).Write(EnvironmentFiles.Of(there.RenderOptions(environment.Value)));
        return [ReleaseLog.PathOf(environment.Value), $"gitops/{environment}"];
    }

    private static ImmutableSortedDictionary<string, int> Pinned(StackSettings settings, Catalog catalog, ImmutableSortedDictionary<string, int> pins)
    {
        if (settings.Tier != Tier.Production)
        {
            return ImmutableSortedDictionary<string, int>.Empty;
        }

        string[] missing = [.. TenantWorkloads.SecretsOf(settings, catalog).Where(s => !pins.ContainsKey(s))];
        return missing.Length == 0
            ? TenantWorkloads.SecretsOf(settings, catalog).ToImmutableSortedDictionary(s => s, s => pins[s], StringComparer.Ordinal)
            : throw new InfraException(ErrorKind.Configuration, string.Join('\n', missing.Select(s => $"{settings.Stack} has no version of the secret {s}, and production follows no latest one. Pass --secret {s}=VERSION.")));
    }
}
