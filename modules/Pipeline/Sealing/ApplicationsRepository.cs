using System.Collections.Immutable;
using System.Text;
using Infra.Git;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Sealing;

/// <summary>
/// What the repository of applications says of some commits. Its history is fetched into a temporary folder, without its files. A repository that
/// cannot be asked is no mistake: then nothing is known, and whoever asks says so.
/// </summary>
public sealed class ApplicationsRepository : IDisposable
{
    private const int MostCommits = 20;
    private const string Remote = "applications";
    private const string Main = "refs/heads/main";

    private readonly IFolders folders;
    private readonly string folder;
    private readonly HashSet<GitRevision> there = [];
    private readonly GitProcess git;
    private bool answers = true;

    private ApplicationsRepository(IFolders folders, Func<CancellationToken, Task<IReadOnlyDictionary<string, string>>> signIn, GitReach reach)
    {
        this.folders = folders;
        folder = folders.CreateTemporary("infra-applications-");
        git = new GitProcess(folder, signIn, reach);
    }

    /// <summary>Asks it, and says where it does not answer.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository whose git configuration says where it really is.</param>
    /// <param name="url">Its address.</param>
    /// <param name="backend">The backend; outside of the local one it must really be there.</param>
    /// <param name="commits">The commits that will be asked about; a branch is not among them.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<ApplicationsRepository> OfAsync(Host host, Repository repository, RepositoryUrl url, string backend, IEnumerable<GitRevision> commits, CancellationToken cancellation)
    {
        ApplicationsRepository asked = new(host.Folders, stop => host.GitHub.ApplicationsVariablesAsync(url, stop), repository.ReachOf(backend, url));
        try
        {
            string address = Encoding.UTF8.GetString(await repository.GitOf(backend, url).RunAsync(["ls-remote", "--get-url", url.Value], [0], cancellation)).Trim();
            await asked.FetchAsync(address, [.. commits.Distinct()], cancellation);
            return asked;
        }
        catch (InfraException silent)
        {
            host.Error.Write($"note: {url} could not be asked, so nothing is known of its commits: {Printable.Lines(silent.Message)}\n");
            asked.answers = false;
            return asked;
        }
        catch
        {
            asked.Dispose();
            throw;
        }
    }

    /// <summary>Whether it has a commit; null where nobody knows.</summary>
    public bool? Has(GitRevision commit) => answers ? there.Contains(commit) : null;

    /// <summary>Whether a commit holds an earlier one, or is it; null where nobody knows.</summary>
    public async Task<bool?> HoldsAsync(GitRevision commit, GitRevision earlier, CancellationToken cancellation) =>
        commit == earlier ? true
        : Has(commit) is not true || Has(earlier) is not true ? null
        : (await git.ExecuteAsync(["merge-base", "--is-ancestor", earlier.Value, commit.Value], cancellation)).ExitCode switch { 0 => true, 1 => false, _ => null };

    /// <summary>Whether main holds a commit, or is at it; null where nobody knows. Whatever else has it may be a fork, of which the server gives commits as well.</summary>
    public async Task<bool?> IsOnMainAsync(GitRevision commit, CancellationToken cancellation)
    {
        if (Has(commit) is not true)
        {
            return Has(commit);
        }

        (int fetched, _, _) = await git.ExecuteAsync(["fetch", "--quiet", "--no-tags", "--filter=tree:0", Remote, $"+{Main}:{Main}"], cancellation);
        return fetched != 0 ? null
            : (await git.ExecuteAsync(["merge-base", "--is-ancestor", commit.Value, Main], cancellation)).ExitCode switch { 0 => true, 1 => false, _ => null };
    }

    /// <summary>The newest commits, 20 at most, that one has and another has not: hash and subject as people wrote it. Null where nobody knows.</summary>
    public async Task<ImmutableArray<(string Commit, string Subject)>?> BetweenAsync(GitRevision after, GitRevision to, CancellationToken cancellation)
    {
        if (Has(after) is not true || Has(to) is not true)
        {
            return null;
        }

        IReadOnlyList<GitCommit> commits = await git.CommitsAsync(["rev-list", $"--max-count={MostCommits}", to.Value, $"^{after.Value}", "--"], cancellation);
        return [.. commits.Select(c => (c.Id, c.Subject))];
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => folders.Delete(folder);

    private async Task FetchAsync(string address, GitRevision[] commits, CancellationToken cancellation)
    {
        // Nobody is there to type a password.
        Dictionary<string, string> quiet = new(StringComparer.Ordinal) { ["GIT_TERMINAL_PROMPT"] = "0" };
        await git.RunAsync(["init", "--quiet", "--bare"], [0], cancellation);
        await git.RunAsync(["config", $"remote.{Remote}.url", address], [0], cancellation);
        await git.RunAsync(["ls-remote", "--heads", Remote], [0], cancellation, environment: quiet);
        foreach (GitRevision commit in commits)
        {
            // It answers, so what it does not give is not there.
            (int exitCode, _, _) = await git.ExecuteAsync(["fetch", "--quiet", "--no-tags", "--filter=tree:0", Remote, commit.Value], cancellation, environment: quiet);
            if (exitCode == 0)
            {
                there.Add(commit);
            }
        }
    }
}
