using System.Collections.Immutable;
using Infra.Git;
using Infra.GitOps.Comparing;
using Infra.GitOps.Generators;
using Infra.GitOps.Objects;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Workspace;

/// <summary>An environment as a commit says it: the clusters of its settings, and the objects at the revision that its release follows.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Follows">The commit whose <c>gitops/ENV/</c> Argo CD reads there; null where the environment does not exist.</param>
/// <param name="Objects">What Argo CD keeps.</param>
/// <param name="IsProduction">Whether it follows the rules of production.</param>
public sealed record CommittedEnvironment(string Commit, string? Follows, ImmutableArray<KeptObject> Objects, bool IsProduction)
{
    /// <summary>Reads an environment from a commit. A release that names a branch follows the commit itself; one that names a commit follows that, so that a merge changes nothing there.</summary>
    /// <exception cref="InfraException">A file has problems, or the release follows a commit that is not there.</exception>
    public static Task<CommittedEnvironment> ReadAsync(IGit git, StackName environment, string commit, CancellationToken cancellation) => ReadAsync(git, environment, commit, isBefore: false, asRendered: false, cancellation);

    /// <summary>Reads what a commit itself has in <c>gitops/ENV/</c>, for every region, whatever commits the release names: what Argo CD would read once a release names this commit.</summary>
    /// <exception cref="InfraException">A file has problems.</exception>
    public static Task<CommittedEnvironment> RenderedAsync(IGit git, StackName environment, string commit, bool isBefore, CancellationToken cancellation) => ReadAsync(git, environment, commit, isBefore, asRendered: true, cancellation);

    private static async Task<CommittedEnvironment> ReadAsync(IGit git, StackName environment, string commit, bool isBefore, bool asRendered, CancellationToken cancellation)
    {
        string settingsFile = $"stacks/Pulumi.{environment}.yaml";
        string releaseFile = $"stacks/{environment}/release.yaml";
        Dictionary<string, string> files = (await git.FilesAsync(commit, [settingsFile, releaseFile], cancellation)).ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal);
        if (!files.TryGetValue(settingsFile, out string? settingsText) || !files.TryGetValue(releaseFile, out string? releaseText))
        {
            return new CommittedEnvironment(commit, null, [], false);
        }

        SettingsResult<StackSettings> settings = SettingsFile.Parse($"{Short(commit)}:{settingsFile}", settingsText, environment);
        (Release? release, ImmutableArray<SettingsProblem> problems) = ReleaseFile.Parse($"{Short(commit)}:{releaseFile}", releaseText, settings.Settings?.Tier ?? Tier.Production);
        if (settings.Settings is not { } good || release is null)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', settings.Problems.Concat(problems).Select(p => p.ToString())));
        }

        CommittedEnvironment read = new(commit, null, [], good.Tier == Tier.Production);
        try
        {
            release = asRendered ? release with { Regions = release.Regions.Clear() } : release;
            string follows = asRendered ? commit : await FollowedAsync(git, release.Platform, commit, releaseFile, cancellation);
            PlatformFiles platform = new(environment, release.Platform, await ManifestsAsync(git, environment, follows, cancellation))
            {
                Folder = $"{Short(follows)}:gitops/{environment}/",
                Behind = await BehindAsync(git, environment, release, $"{Short(commit)}:{releaseFile}", cancellation),
            };
            read = read with { Follows = follows };
            return read with { Objects = EnvironmentObjects.Read(platform, Renderer.Clusters(good, release)) };
        }
        catch (InfraException refused) when (isBefore)
        {
            return read with { Unreadable = refused.Message };
        }
    }

    /// <summary>The files of <c>gitops/ENV/</c> that the regions read which a release has not reached, by the revision that they follow.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="release">Its release.</param>
    /// <param name="releaseFile">The file of the release, for messages.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">A commit is not there.</exception>
    public static async Task<ImmutableDictionary<string, ImmutableArray<RenderedFile>>> BehindAsync(IGit git, StackName environment, Release release, string releaseFile, CancellationToken cancellation)
    {
        var behind = ImmutableDictionary.CreateBuilder<string, ImmutableArray<RenderedFile>>(StringComparer.Ordinal);
        foreach (GitRevision platform in release.Platforms.Skip(1))
        {
            behind[platform.Value] = await ManifestsAsync(git, environment, await KnownAsync(git, platform, releaseFile, cancellation), cancellation);
        }

        return behind.ToImmutable();
    }

    /// <summary>
    /// Reads an environment as it was. Files that this version of infra cannot read, such as those of an earlier layout, and a commit that is not here are
    /// no reason to refuse what comes after them: then it is said that nobody knows what is removed.
    /// </summary>
    public static Task<CommittedEnvironment> BeforeAsync(IGit git, StackName environment, string commit, CancellationToken cancellation) => ReadAsync(git, environment, commit, isBefore: true, asRendered: false, cancellation);

    /// <summary>Why what it keeps is not known; null where it is.</summary>
    public string? Unreadable { get; init; }

    /// <summary>A commit as people write it.</summary>
    public static string Short(string commit) => commit[..12];

    private static async Task<ImmutableArray<RenderedFile>> ManifestsAsync(IGit git, StackName environment, string commit, CancellationToken cancellation)
    {
        string folder = $"gitops/{environment}/";
        return [.. (await git.FilesAsync(commit, [folder], cancellation)).Select(f => f with { Path = f.Path[folder.Length..] })];
    }

    private static async Task<string> FollowedAsync(IGit git, GitRevision platform, string commit, string releaseFile, CancellationToken cancellation) =>
        platform.IsCommit ? await KnownAsync(git, platform, $"{Short(commit)}:{releaseFile}", cancellation, " A history that was squashed has it no more: `infra apps diff --rendered` compares what the commits themselves have.") : commit;

    private static async Task<string> KnownAsync(IGit git, GitRevision platform, string releaseFile, CancellationToken cancellation, string more = "") =>
        await git.CommitAsync(GitRef.Parse(platform.Value, releaseFile), cancellation) ?? throw new InfraException(
            ErrorKind.Configuration,
            $"{releaseFile}: platform is \"{platform}\": this repository has no such commit, so what Argo CD reads there is not known. Fetch the whole history (`git fetch --unshallow`), or write a commit of this repository.{more}");
}
