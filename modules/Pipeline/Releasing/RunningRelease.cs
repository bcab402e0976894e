using System.Text;
using Infra.Delivery.Audit;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>What an environment runs, by the audit record: the release at the commit that was applied last, with every branch of it as the commit that it means.</summary>
/// <param name="Applied">The commit that was applied.</param>
/// <param name="Release">The release.</param>
public sealed record RunningRelease(string Applied, Release Release)
{
    /// <summary>Finds it.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="applicationsGit">The git that talks to the repository of applications.</param>
    /// <param name="log">The releases on main.</param>
    /// <param name="settings">The environment.</param>
    /// <param name="applications">The repository of applications.</param>
    /// <param name="records">The audit record.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">It runs nothing that is committed, or another release than main gives it.</exception>
    public static async Task<RunningRelease> OfAsync(
        GitProcess git, GitProcess applicationsGit, ReleaseLog log, StackSettings settings, RepositoryUrl applications, IEnumerable<AuditEntry> records, CancellationToken cancellation)
    {
        string environment = settings.Stack.Value;
        AuditEntry? last = records.LastOrDefault(e => e.Phase == AuditPhase.End && e.DeploymentTarget == environment && e is { Action: "up" or "destroy" } && e.Outcome != "refused");
        string mend = $"Apply it first: `infra preview {environment} --seal --out FILE`, then `infra up {environment} --plan FILE`.";
        if (last is not { Action: "up", Outcome: "succeeded", GitCommit: { } applied })
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                last is null ? $"{environment} runs nothing yet, by the audit record. {mend}"
                : last.GitCommit is null && last.Action == "up" ? $"What {environment} runs was applied without a seal, so its commit is unknown. {mend}"
                : $"{environment} runs nothing that could be promoted: the last {last.Action} {(last.Outcome == "succeeded" ? "took it away" : last.Outcome)}. {mend}");
        }

        if (await git.KnownAsync(applied, cancellation) is null)
        {
            throw new InfraException(ErrorKind.GateBlocked, $"{environment} runs {CommittedEnvironment.Short(applied)}, and this repository has no such commit. Fetch the whole history (`git fetch --unshallow`).");
        }

        Release release = await log.ReadAsync(environment, settings.Tier, applied, cancellation);
        ReleaseId runs = ReleaseId.Of(release);
        ReleaseId given = ReleaseId.Of(await log.ReadAsync(environment, settings.Tier, log.Main, cancellation));
        if (runs != given)
        {
            throw new InfraException(ErrorKind.GateBlocked, $"{environment} runs release {runs}, and main gives it {given}. {mend}");
        }

        if (release.IsOnItsWay)
        {
            throw new InfraException(ErrorKind.GateBlocked, $"{environment} is on its way to release {runs}, which is not yet in {string.Join(", ", release.Regions.Keys)}. End it first: `infra rollout {environment}`.");
        }

        var apps = release.Apps.ToBuilder();
        foreach ((string app, GitRevision revision) in release.Apps)
        {
            apps[app] = await CommitAsync(applicationsGit, applications, revision, cancellation);
        }

        return new RunningRelease(applied, release with
        {
            Platform = release.Platform.IsCommit ? release.Platform : GitRevision.Of(applied),
            Revision = await CommitAsync(applicationsGit, applications, release.Revision, cancellation),
            Apps = apps.ToImmutable(),
        });
    }

    // A branch of the repository of applications, as that repository has it now.
    private static async Task<GitRevision> CommitAsync(GitProcess git, RepositoryUrl applications, GitRevision revision, CancellationToken cancellation)
    {
        if (revision.IsCommit)
        {
            return revision;
        }

        (int exitCode, byte[] output, string complaint) = await git.ExecuteAsync(
            ["ls-remote", "--heads", applications.Value, $"refs/heads/{revision}"], cancellation, environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_TERMINAL_PROMPT"] = "0" });
        if (exitCode != 0)
        {
            throw new InfraException(ErrorKind.Failed, $"{applications} cannot be asked which commit {revision} means: {Printable.Text(complaint.Trim())}. Give git a credential for it; on the local backend `infra demo prepare` lets a bundled repository answer for it.");
        }

        return GitRevision.TryParse(Encoding.UTF8.GetString(output).Split('\t')[0], out GitRevision? commit, out _) && commit.IsCommit
            ? commit
            : throw new InfraException(ErrorKind.Configuration, $"{applications} has no branch {revision}, which the release names. Name one that it has.");
    }
}
