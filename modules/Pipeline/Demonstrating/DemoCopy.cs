using System.Globalization;
using Infra.Git;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Demonstrating;

/// <summary>The files of a checkout as they are now, committed or not, as a repository of their own in a temporary folder. The checkout is read and never written.</summary>
internal static class DemoCopy
{
    private static readonly string[] Settings = ["user.name=infra demo", "user.email=demo@infra.invalid", "commit.gpgsign=false", "core.autocrlf=false", "merge.conflictStyle=merge"];

    // State and build output, and the sources of the program: nothing of the demo reads them, and every promotion would lay them out.
    private static readonly string[] Left = [".infra", "artifacts", "benchmarks", "docs", "infra", "modules", "offline", "tests"];

    /// <summary>Makes it. What git ignores stays behind, and so do state, build output and the sources of the program.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="root">The folder of the checkout.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="now">The time of its only commit.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task MakeAsync(Host host, string root, string folder, DateTimeOffset now, CancellationToken cancellation)
    {
        GitProcess copy = new(folder, patience: host.Patience);
        await copy.RunAsync(["init", "--quiet", "--initial-branch=main"], [0], cancellation);
        foreach (string[] setting in Settings.Select(s => s.Split('=', 2)))
        {
            await copy.RunAsync(["config", setting[0], setting[1]], [0], cancellation);
        }

        string git = Path.Combine(folder, ".git");
        host.Folders.Write(Path.Combine(git, "info", "exclude"), string.Concat(Left.Select(f => $"/{f}/\n")));
        Dictionary<string, string> reading = new(StringComparer.Ordinal) { ["GIT_DIR"] = git, ["GIT_WORK_TREE"] = root };
        await new GitProcess(root, patience: host.Patience).RunAsync(["add", "--all"], [0], cancellation, environment: reading);
        await copy.RunAsync(["commit", "--quiet", "--no-verify", "--message", "The checkout that the demo was started in"], [0], cancellation, environment: Dated(now));
        await copy.RunAsync(["checkout", "--quiet", "--force", "main", "--", "."], [0], cancellation);
    }

    /// <summary>The variables by which a commit is of a time.</summary>
    public static Dictionary<string, string> Dated(DateTimeOffset now)
    {
        string time = string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds()} +0000");
        return new(StringComparer.Ordinal) { ["GIT_AUTHOR_DATE"] = time, ["GIT_COMMITTER_DATE"] = time };
    }
}
