using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Delivery.Audit;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Pipeline.Recording;

/// <summary>
/// Records on a git ref of their own, which at a remote is a branch: each append is a commit on the one before, and the ref moves by
/// compare-and-swap, here with <c>git update-ref</c>, at a remote with a push that a server refuses unless it is a fast-forward. Records lie in
/// files of 1,000 lines, so that an append does not write the whole history again.
/// </summary>
/// <param name="git">The repository.</param>
/// <param name="reference">The ref, by its full name.</param>
/// <param name="remote">Where the records are; null for this repository itself, as in a rehearsal.</param>
public sealed partial class GitAuditStore(GitProcess git, string reference, string? remote) : IAuditStore
{
    private const int LinesPerFile = 1000;
    private const int Digits = 6;
    private const int MaxFetches = 10;

    // What git update-ref calls a ref that must not exist yet.
    private const string None = "0000000000000000000000000000000000000000";

    // The author of a record stands in the record; a commit needs one as well, and must not depend on the settings of a machine.
    private static readonly string[] Author = ["-c", "user.name=infra audit", "-c", "user.email=audit@infra.invalid", "-c", "commit.gpgsign=false"];

    /// <inheritdoc />
    public async Task<string> ReadAsync(Action<byte[]> take, CancellationToken cancellation)
    {
        // One git for all files, read while it writes: a hundred processes, or all of it in memory first, would take longer than everything else.
        string version = await VersionAsync(cancellation);
        IReadOnlyList<string> files = await FilesAsync(version, cancellation);
        if (files.Count > 0)
        {
            await git.BlobsAsync([.. files.Select(f => $"{version}:{f}")], take, cancellation);
        }

        return version;
    }

    /// <inheritdoc />
    public async Task<AuditHead> HeadAsync(CancellationToken cancellation)
    {
        string version = await VersionAsync(cancellation);
        return (await FilesAsync(version, cancellation)) is [.., var last]
            ? new AuditHead(version, (await FileAsync(version, last, cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault())
            : new AuditHead(version, null);
    }

    /// <inheritdoc />
    public async Task<bool> TryAppendAsync(AuditHead head, string line, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = await FilesAsync(head.Version, cancellation);
        string last = files is [.., var newest] ? await FileAsync(head.Version, newest, cancellation) : "";

        // One line without an end, as somebody may have left it, would take the next one into it.
        bool full = files.Count == 0 || last.Count(c => c == '\n') >= LinesPerFile || (last.Length > 0 && last[^1] != '\n');
        string name = !full ? files[^1] : string.Create(CultureInfo.InvariantCulture, $"{(files.Count == 0 ? 0 : int.Parse(files[^1][..Digits], CultureInfo.InvariantCulture) + 1):D6}.jsonl");
        string blob = await LineAsync(["hash-object", "-w", "--stdin"], cancellation, full ? line : last + line);

        // The tree has the files of records and nothing else; what else somebody put there nobody reads.
        IEnumerable<string> kept = (await EntriesAsync(head.Version, cancellation)).Where(e => e.Name != name).Select(e => e.Entry);
        string tree = await LineAsync(["mktree"], cancellation, string.Concat(kept.Append($"100644 blob {blob}\t{name}").Select(e => e + "\n")));
        string[] parent = head.Version == None ? [] : ["-p", head.Version];
        string commit = await LineAsync([.. Author, "commit-tree", tree, .. parent, "-m", "audit"], cancellation);
        return remote is null ? await SwapAsync(commit, head.Version, cancellation) : await PushAsync(commit, cancellation);
    }

    private async Task<string> VersionAsync(CancellationToken cancellation)
    {
        if (remote is null)
        {
            (int found, byte[] output, _) = await git.ExecuteAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", reference], cancellation);
            return found == 0 ? Encoding.ASCII.GetString(output).Trim() : None;
        }

        // The remote is asked each time, and no ref of this clone keeps what an earlier run saw: two runs at once need no lock, and what was deleted there is gone here.
        for (int turn = 0; turn < MaxFetches; turn++)
        {
            string listed = Encoding.UTF8.GetString(await RemoteAsync(["ls-remote", "--quiet", remote, reference], cancellation));
            string version = listed.Split('\n').FirstOrDefault(l => l.EndsWith($"\t{reference}", StringComparison.Ordinal))?.Split('\t')[0] ?? None;
            if (version == None || await IsHereAsync(version, cancellation))
            {
                return version;
            }

            _ = await RemoteAsync(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, reference], cancellation);
            if (await IsHereAsync(version, cancellation))
            {
                return version;
            }
        }

        throw new InfraException(ErrorKind.Failed, $"The records {reference} move all the time, or back and forth: {MaxFetches} fetches did not bring what the remote named. Try again.");
    }

    private async Task<bool> IsHereAsync(string commit, CancellationToken cancellation) => (await git.ExecuteAsync(["cat-file", "-e", $"{commit}^{{tree}}"], cancellation)).ExitCode == 0;

    private async Task<byte[]> RemoteAsync(string[] arguments, CancellationToken cancellation)
    {
        (int exitCode, byte[] output, string complaint) = await git.ExecuteAsync(arguments, cancellation);
        return exitCode == 0 ? output : throw new InfraException(
            ErrorKind.Failed, $"The records {reference} at {Printable.Text(new CredentialMask().Apply(remote!))} cannot be read: {Printable.Text(complaint.Trim())}. Nothing that is not recorded is done.");
    }

    private async Task<IReadOnlyList<string>> FilesAsync(string version, CancellationToken cancellation) => [.. (await EntriesAsync(version, cancellation)).Select(e => e.Name)];

    // Whoever may write to the branch can put anything beside them, under any name.
    private async Task<(string Name, string Entry)[]> EntriesAsync(string version, CancellationToken cancellation)
    {
        if (version == None)
        {
            return [];
        }

        (int exitCode, byte[] output, string complaint) = await git.ExecuteAsync(["ls-tree", "-z", version], cancellation);
        return exitCode != 0 ? throw Unwritable(complaint)
            : [.. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(e => (Match: Entry().Match(e), Text: e)).Where(e => e.Match.Success)
                .Select(e => (e.Match.Groups["name"].Value, e.Text)).OrderBy(e => e.Value, StringComparer.Ordinal)];
    }

    private Task<string> FileAsync(string version, string name, CancellationToken cancellation) => TextAsync(["cat-file", "blob", $"{version}:{name}"], cancellation);

    // A ref that moved, and one whose lock file somebody holds, are both "not now": the caller reads the head again.
    private async Task<bool> SwapAsync(string commit, string before, CancellationToken cancellation)
    {
        (int exitCode, _, string complaint) = await git.ExecuteAsync(["update-ref", reference, commit, before], cancellation);
        return exitCode == 0 || (complaint.Contains("cannot lock ref", StringComparison.Ordinal) || complaint.Contains(".lock", StringComparison.Ordinal)
            ? false
            : throw Unwritable(complaint));
    }

    private async Task<bool> PushAsync(string commit, CancellationToken cancellation)
    {
        (int exitCode, _, string complaint) = await git.ExecuteAsync(["push", "--quiet", "--no-verify", remote!, $"{commit}:{reference}"], cancellation);
        return exitCode == 0 || (complaint.Contains("[rejected]", StringComparison.Ordinal) || complaint.Contains("fetch first", StringComparison.Ordinal) || complaint.Contains("cannot lock ref", StringComparison.Ordinal)
            ? false
            : throw Unwritable(complaint));
    }

    private InfraException Unwritable(string complaint) =>
        new(ErrorKind.Failed, $"The record {reference} cannot be written: {Printable.Text(complaint.Trim())}. Nothing that is not recorded is done.");

    private async Task<string> TextAsync(string[] arguments, CancellationToken cancellation, string input = "")
    {
        (int exitCode, byte[] output, string complaint) = await git.ExecuteAsync(arguments, cancellation, input);
        return exitCode == 0 ? Encoding.UTF8.GetString(output) : throw Unwritable(complaint);
    }

    private async Task<string> LineAsync(string[] arguments, CancellationToken cancellation, string input = "") => (await TextAsync(arguments, cancellation, input)).Trim();

    private async Task<string[]> LinesAsync(string[] arguments, CancellationToken cancellation) => (await TextAsync(arguments, cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("\\A100644 blob [0-9a-f]+\t(?<name>[0-9]{6}\\.jsonl)\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
