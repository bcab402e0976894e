using System.Collections.Immutable;
using System.Text;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Pipeline.Releasing;

/// <summary>The branch of a promotion or a rollback: made once, by compare-and-swap, and never moved.</summary>
public sealed class ReleaseBranch(GitProcess git, string name, string? remote)
{
    // What git calls a ref that must not exist yet.
    private const string None = "0000000000000000000000000000000000000000";

    /// <summary>Its name, such as <c>promote/staging/0123456789ab</c>.</summary>
    public string Name => name;

    /// <summary>The branch of a release that is not merged yet: where an earlier one of that name is, a second time needs a name of its own.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="name">The name of a first time.</param>
    /// <param name="remote">The remote that it is pushed to; null for none.</param>
    /// <param name="main">The newest commit of main.</param>
    /// <param name="commit">What it would hold.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The branch, and the commit that it is at already; null where it does not exist.</returns>
    public static async Task<(ReleaseBranch Branch, string? Made)> OpenAsync(GitProcess git, string name, string? remote, string main, string commit, CancellationToken cancellation)
    {
        ReleaseBranch first = new(git, name, remote);
        string? made = await first.ReadAsync(cancellation);
        if (made is null || await git.MergeBaseAsync(made, main, cancellation) != made)
        {
            return (first, made);
        }

        ReleaseBranch again = new(git, $"{name}-{commit[..7]}", remote);
        return (again, await again.ReadAsync(cancellation));
    }

    /// <summary>The branches below a folder that main has not, with their commits, which are here then.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="folder">The folder, such as <c>hotfix/staging</c>.</param>
    /// <param name="remote">The remote that has them; null for none.</param>
    /// <param name="main">The newest commit of main.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<ImmutableArray<(string Name, string Commit)>> UnmergedAsync(GitProcess git, string folder, string? remote, string main, CancellationToken cancellation)
    {
        string pattern = $"refs/heads/{folder}/*";
        byte[] listed = await git.RunAsync(remote is null ? ["for-each-ref", "--format=%(objectname)%09%(refname)", pattern] : ["ls-remote", "--refs", remote, pattern], [0], cancellation);
        var unmerged = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (string[] branch in Encoding.UTF8.GetString(listed).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).OrderBy(b => b[1], StringComparer.Ordinal))
        {
            if (remote is not null)
            {
                await git.RunAsync(["fetch", "--quiet", "--no-tags", remote, branch[1]], [0], cancellation);
            }

            if (await git.MergeBaseAsync(branch[0], main, cancellation) != branch[0])
            {
                unmerged.Add((branch[1]["refs/heads/".Length..], branch[0]));
            }
        }

        return unmerged.ToImmutable();
    }

    private string Reference => $"refs/heads/{name}";

    /// <summary>The commit that it is at; null where it does not exist.</summary>
    /// <exception cref="InfraException">The remote cannot be read.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        if (remote is null)
        {
            return await git.CommitAsync(GitRef.Parse(Reference, "the branch"), cancellation);
        }

        (int exitCode, byte[] output, string complaint) = await git.ExecuteAsync(["ls-remote", "--refs", remote, Reference], cancellation);
        if (exitCode != 0)
        {
            throw Failed("read", complaint);
        }

        string? commit = Encoding.UTF8.GetString(output) is { Length: > 40 } line ? line[..40] : null;
        if (commit is not null)
        {
            await git.RunAsync(["fetch", "--quiet", "--no-tags", remote, Reference], [0], cancellation);
        }

        return commit;
    }

    /// <summary>Makes it, unless somebody was faster.</summary>
    /// <returns>The commit that it is at: this one, or that of whoever was faster.</returns>
    /// <exception cref="InfraException">It cannot be written.</exception>
    public async Task<string> MakeAsync(string commit, CancellationToken cancellation)
    {
        string[] arguments = remote is null
            ? ["update-ref", Reference, commit, None]
            : ["push", "--quiet", "--no-verify", $"--force-with-lease={Reference}:", remote, $"{commit}:{Reference}"];
        (int exitCode, _, string complaint) = await git.ExecuteAsync(arguments, cancellation);
        return exitCode == 0 ? commit : await ReadAsync(cancellation) ?? throw Failed("written", complaint);
    }

    private InfraException Failed(string what, string complaint) => new(ErrorKind.Failed, $"The branch {name} cannot be {what}: {Printable.Text(complaint.Trim())}");
}
