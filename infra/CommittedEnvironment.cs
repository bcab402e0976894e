using System.Collections.Immutable;
using Infra.GitOps;
using Infra.Model;

namespace Infra;

/// <summary>An environment as a commit says it: the clusters of its settings, and the objects at the revision that its release follows.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Follows">The commit whose <c>gitops/ENV/</c> Argo CD reads there; null where the environment does not exist.</param>
/// <param name="Objects">What Argo CD keeps.</param>
/// <param name="IsProduction">Whether it follows the rules of production.</param>
internal sealed record CommittedEnvironment(string Commit, string? Follows, ImmutableArray<KeptObject> Objects, bool IsProduction)
{
    /// <summary>Reads an environment from a commit. A release that names a branch follows the commit itself; one that names a commit follows that, so that a merge changes nothing there.</summary>
    /// <exception cref="InfraException">A file has problems, or the release follows a commit that is not there.</exception>
    public static async Task<CommittedEnvironment> ReadAsync(IGit git, StackName environment, string commit, CancellationToken cancellation)
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
            throw new InfraException(ExitCode.Configuration, string.Join('\n', settings.Problems.Concat(problems).Select(p => p.ToString())));
        }

        string follows = await FollowedAsync(git, release.Platform, commit, releaseFile, cancellation);
        string folder = $"gitops/{environment}/";
        IEnumerable<RenderedFile> manifests = (await git.FilesAsync(follows, [folder], cancellation)).Select(f => f with { Path = f.Path[folder.Length..] });
        return new CommittedEnvironment(
            commit, follows, EnvironmentObjects.Read(manifests, Renderer.Clusters(good, release), $"{Short(follows)}:{folder}"), good.Tier == Tier.Production);
    }

    /// <summary>A commit as people write it.</summary>
    public static string Short(string commit) => commit[..12];

    private static async Task<string> FollowedAsync(IGit git, GitRevision platform, string commit, string releaseFile, CancellationToken cancellation)
    {
        if (!platform.IsCommit)
        {
            return commit;
        }

        return await git.CommitAsync(GitRef.Parse(platform.Value, releaseFile), cancellation) ?? throw new InfraException(
            ExitCode.Configuration,
            $"{Short(commit)}:{releaseFile}: platform is \"{platform}\": this repository has no such commit, so what Argo CD reads there is not known. Fetch the whole history (`git fetch --unshallow`), or write a commit of this repository.");
    }
}
