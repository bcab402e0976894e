using System.Collections.Immutable;
using System.Text;
using Infra.Delivery.Promoting;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Sealing;

/// <summary>What the history of main says of releases. Only what is committed is read.</summary>
public sealed class ReleaseLog(GitProcess git, string main)
{
    /// <summary>The newest commit of main.</summary>
    public string Main => main;

    /// <summary>The file of a release.</summary>
    public static string PathOf(string environment) => $"stacks/{environment}/release.yaml";

    /// <summary>Finds main.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote whose main counts; null for the one here.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There is none.</exception>
    public static async Task<ReleaseLog> OfAsync(GitProcess git, string? remote, CancellationToken cancellation)
    {
        string branch = remote is null ? "refs/heads/main" : $"refs/remotes/{remote}/main";
        if (remote is not null)
        {
            await git.RunAsync(["fetch", "--quiet", "--no-tags", remote, $"+refs/heads/main:{branch}"], [0], cancellation);
        }

        return new ReleaseLog(git, await git.CommitAsync(GitRef.Parse(branch, "main"), cancellation) ?? throw new InfraException(
            ErrorKind.Configuration, $"There is no branch main {(remote is null ? "here" : $"at {Printable.Text(new CredentialMask().Apply(remote))}")}, and releases are counted on it. {(remote is null ? "`git fetch origin main:main` makes it from the one that was cloned" : "Push one")}."));
    }

    /// <summary>The releases that an environment was given, newest first: the commits on the first-parent way that changed its file.</summary>
    /// <exception cref="InfraException">The file as main has it has problems; older ones that cannot be read any more are left out.</exception>
    public async Task<ReleaseHistory> HistoryAsync(string environment, Tier tier, CancellationToken cancellation)
    {
        string[] commits = await LinesAsync(["log", "--first-parent", "--format=%H", main, "--", PathOf(environment)], cancellation);
        var entries = ImmutableArray.CreateBuilder<ReleaseEntry>();
        entries.Add(new ReleaseEntry(commits.FirstOrDefault() ?? main, await ReadAsync(environment, tier, main, cancellation)));
        foreach (string commit in commits.Skip(1))
        {
            // What an older form of the file says cannot be gone back to by this program.
            if (await TextAsync(environment, commit, cancellation) is { } text && ReleaseFile.Parse(PathOf(environment), text, tier).Release is { } release)
            {
                entries.Add(new ReleaseEntry(commit, release));
            }
        }

        return new ReleaseHistory(environment, entries.ToImmutable());
    }

    /// <summary>The release of an environment at a commit.</summary>
    /// <exception cref="InfraException">There is none, or it has problems.</exception>
    public async Task<Release> ReadAsync(string environment, Tier tier, string commit, CancellationToken cancellation)
    {
        string file = $"{CommittedEnvironment.Short(commit)}:{PathOf(environment)}";
        string text = await TextAsync(environment, commit, cancellation) ?? throw new InfraException(ErrorKind.Configuration, $"{file} does not exist, so nobody knows what {environment} runs. Commit one.");
        (Release? release, ImmutableArray<SettingsProblem> problems) = ReleaseFile.Parse(file, text, tier);
        return release ?? throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Select(p => p.ToString())));
    }

    /// <summary>The text of a release's file at a commit; null where there is none.</summary>
    public async Task<string?> TextAsync(string environment, string commit, CancellationToken cancellation) =>
        (await git.FilesAsync(commit, [PathOf(environment)], cancellation)) is [RenderedFile only] ? only.Text : null;

    /// <summary>
    /// What the platform of an environment was rendered on: the commit below those that changed its release and its generated files and nothing else.
    /// Every further step of a release is rendered on that again, so that what was tried before is its parent.
    /// </summary>
    /// <exception cref="InfraException">The platform is a branch, or its commit is not here.</exception>
    public async Task<GitRevision> BaseAsync(StackName environment, GitRevision platform, CancellationToken cancellation)
    {
        if (!platform.IsCommit)
        {
            throw new InfraException(ErrorKind.Configuration, $"{environment} follows the branch {platform}, so what is merged there is its release. Change it on that branch.");
        }

        string at = await git.CommitAsync(GitRef.Parse(platform.Value, "the release"), cancellation) ?? throw new InfraException(
            ErrorKind.Configuration, $"{environment} follows {CommittedEnvironment.Short(platform.Value)}, and this repository has no such commit. Fetch the whole history (`git fetch --unshallow`).");
        HashSet<string> mainline = new(await LinesAsync(["rev-list", "--first-parent", main], cancellation), StringComparer.Ordinal);
        while (!mainline.Contains(at)
            && await git.CommitAsync(GitRef.Parse($"{at}^1", "the release"), cancellation) is { } below
            && (await git.ChangedAsync(below, at, cancellation)).All(f => f == PathOf(environment.Value) || f.StartsWith($"gitops/{environment}/", StringComparison.Ordinal)))
        {
            at = below;
        }

        return GitRevision.Of(at);
    }

    /// <summary>How the commits of two releases stand to each other, by where they left main.</summary>
    public async Task<(ReleaseStanding Standing, string Reason)> StandingAsync(string given, string present, CancellationToken cancellation)
    {
        string[] mainline = await LinesAsync(["rev-list", "--first-parent", main], cancellation);
        (string? givenCut, string? givenFault) = await CutAsync(given, mainline, cancellation);
        (string? presentCut, string? presentFault) = await CutAsync(present, mainline, cancellation);
        if ((givenFault ?? presentFault) is { } fault)
        {
            return (ReleaseStanding.Diverged, fault);
        }

        int behind = Array.IndexOf(mainline, givenCut) - Array.IndexOf(mainline, presentCut);
        return behind > 0
            ? (ReleaseStanding.Older, FormattableString.Invariant($"it left main {behind} {(behind == 1 ? "commit" : "commits")} earlier"))
            : (ReleaseStanding.Newer, FormattableString.Invariant($"it left main {-behind} {(behind == -1 ? "commit" : "commits")} later"));
    }

    /// <summary>The commits of main from one release to the next, newest first: hash and subject. None where the first is not on its way.</summary>
    public async Task<ImmutableArray<(string Commit, string Subject)>> CommitsAsync(string after, string to, CancellationToken cancellation)
    {
        IReadOnlyList<GitCommit> commits = await git.CommitsAsync(["rev-list", "--first-parent", to, $"^{after}", "--"], cancellation);
        return [.. commits.Select(c => (c.Id, c.Subject))];
    }

    // Where a commit left main. What a promotion commits beside main holds releases and generated files and nothing else; anything more was
    // never on main, so it was never reviewed there.
    private async Task<(string? Cut, string? Fault)> CutAsync(string commit, string[] mainline, CancellationToken cancellation)
    {
        string named = CommittedEnvironment.Short(commit);
        if (await git.CommitAsync(GitRef.Parse(commit, "a release"), cancellation) is null)
        {
            return (null, $"this repository has no commit {named}");
        }

        HashSet<string> on = new(mainline, StringComparer.Ordinal);
        string? cut = (await LinesAsync(["rev-list", "--first-parent", commit], cancellation)).FirstOrDefault(on.Contains);
        if (cut is null)
        {
            return (null, $"{named} never left main");
        }

        string? stranger = cut == commit ? null : (await git.ChangedAsync(cut, commit, cancellation)).FirstOrDefault(f => !f.StartsWith("gitops/", StringComparison.Ordinal) && !(f.StartsWith("stacks/", StringComparison.Ordinal) && f.EndsWith("/release.yaml", StringComparison.Ordinal)));
        return stranger is null ? (cut, null) : (null, $"{named} changes {Printable.Text(stranger)}, and main never had that");
    }

    private async Task<string[]> LinesAsync(string[] arguments, CancellationToken cancellation) =>
        Encoding.ASCII.GetString(await git.RunAsync(arguments, [0], cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
