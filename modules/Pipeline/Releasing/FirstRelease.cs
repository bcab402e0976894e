using Infra.Delivery.Audit;
using Infra.Git;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Releasing;

/// <summary>
/// Whether an environment gets its first release. The file of a new environment has to name some commit, and a clone that was squashed has none of
/// those that came before. Where nothing runs by the audit record there is nothing to be older than, to diverge from or to keep in a region.
/// </summary>
internal static class FirstRelease
{
    /// <summary>Whether nothing was ever applied there, and the release that it has names a commit which is not here.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="present">The release that main gives it.</param>
    /// <param name="records">The audit record.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<bool> IsAsync(GitProcess git, string environment, Release present, IEnumerable<AuditEntry> records, CancellationToken cancellation) =>
        present.Platform.IsNone
        || (present.Platform.IsCommit
            && !records.Any(e => e is { Action: "up", Outcome: not "refused" } && e.DeploymentTarget == environment)
            && await git.KnownAsync(present.Platform.Value, cancellation) is null);

    /// <summary>What is said of it.</summary>
    public static string Note(string environment, Release present) =>
        present.Platform.IsNone ? $"note: {environment} has no release yet, so this is its first, in every region at once.\n"
        : $"note: {environment} runs nothing yet, by the audit record, and its release names {CommittedEnvironment.Short(present.Platform.Value)}, which this repository has not. So this is its first release, in every region at once.\n";
}
