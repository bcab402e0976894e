using System.Text;

namespace Infra.Git;

/// <summary>
/// A commit laid out in a temporary folder of its own, with an index of its own: files are changed there and become a new commit, while the
/// working tree and the index of the repository stay as they are.
/// </summary>
public sealed class GitCheckout : IDisposable
{
    /// <summary>The address of the commits that it makes, which are nobody's.</summary>
    public const string Address = "release@infra.invalid";

    private readonly GitProcess git;
    private readonly string scratch;
    private readonly Dictionary<string, string> environment;

    private GitCheckout(GitProcess git, string root, string commit, string scratch)
    {
        (this.git, this.scratch, Commit) = (git, scratch, commit);
        environment = new(StringComparer.Ordinal)
        {
            ["GIT_DIR"] = Path.Combine(root, ".git"),
            ["GIT_WORK_TREE"] = Folder,
            ["GIT_INDEX_FILE"] = Path.Combine(scratch, "index"),
        };
    }

    /// <summary>The commit.</summary>
    public string Commit { get; }

    /// <summary>The folder that holds its files.</summary>
    public string Folder => Path.Combine(scratch, "tree");

    /// <summary>Lays a commit out.</summary>
    /// <param name="root">The folder of the repository.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<GitCheckout> OfAsync(string root, string commit, CancellationToken cancellation)
    {
        GitCheckout checkout = new(new GitProcess(root), root, commit, Directory.CreateTempSubdirectory("infra-release-").FullName);
        try
        {
            Directory.CreateDirectory(checkout.Folder);
            await checkout.RunAsync(["read-tree", commit], cancellation);
            await checkout.RunAsync(["checkout-index", "--all", "--quiet"], cancellation);
            return checkout;
        }
        catch
        {
            checkout.Dispose();
            throw;
        }
    }

    /// <summary>Writes a file of it.</summary>
    public void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>
    /// Makes a commit of it. The same files over the same parents with the same message give the same commit, whoever makes it and when: its
    /// author is this program, and its time that of its first parent. So a run that was interrupted, and two at once, make one commit.
    /// </summary>
    /// <param name="paths">The files and folders that were changed.</param>
    /// <param name="parents">Its parents.</param>
    /// <param name="message">Its message.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<string> CommitAsync(string[] paths, string[] parents, string message, CancellationToken cancellation)
    {
        // Forced, because what a .gitignore says is about a working tree.
        await RunAsync(["add", "--all", "--force", "--", .. paths], cancellation);
        string tree = await RunAsync(["write-tree"], cancellation);
        string time = FormattableString.Invariant($"{(await git.CommitsAsync(["rev-list", "--max-count=1", parents[0], "--"], cancellation))[0].Time} +0000");
        foreach (string role in (string[])["AUTHOR", "COMMITTER"])
        {
            (environment[$"GIT_{role}_NAME"], environment[$"GIT_{role}_EMAIL"], environment[$"GIT_{role}_DATE"]) = ("infra release", Address, time);
        }

        return await RunAsync(["-c", "commit.gpgsign=false", "-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree, .. parents.SelectMany(p => (string[])["-p", p]), "-F", "-"], cancellation, message);
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(scratch, recursive: true);

    // Bytes are taken as they are, whatever the machine's settings about line ends.
    private async Task<string> RunAsync(string[] arguments, CancellationToken cancellation, string input = "") =>
        Encoding.UTF8.GetString(await git.RunAsync(["-C", Folder, "-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null", .. arguments], [0], cancellation, input, environment)).Trim();
}
