using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Masking;

namespace Infra.Git;

/// <summary>git as a child process. Arguments are passed one by one and never through a shell.</summary>
/// <param name="folder">The folder of the repository.</param>
/// <param name="signIn">The variables that a process which talks to a server gets; null for none.</param>
/// <param name="reach">Which servers it may talk to; null for a rehearsal.</param>
/// <param name="patience">After how long a process counts as hanging; null for a minute.</param>
/// <param name="memory">What is known of the objects of this repository already; null for nothing.</param>
public sealed class GitProcess(
    string folder, Func<CancellationToken, Task<IReadOnlyDictionary<string, string>>>? signIn = null, GitReach? reach = null, TimeSpan? patience = null, GitMemory? memory = null) : IGit
{
    private static readonly string[] Remote = ["fetch", "push", "ls-remote"];

    // The options of those three that are used. Whatever else begins with a dash was meant as a name or an address, and would run a command.
    private static readonly string[] RemoteOptions = ["--quiet", "--no-tags", "--no-verify", "--no-write-fetch-head", "--refs", "--heads", "--get-url", "--filter=tree:0"];

    private readonly GitReach reach = reach ?? GitReach.Rehearsal;

    // A file of manifests is text that people review; more is a mistake.
    private const int MaxFileBytes = 4 << 20;

    // What makes a file on the disk another one than that of the commit, or a merge another one than people see; see gitattributes(5).
    private static readonly string[] Attributes = ["filter", "ident", "working-tree-encoding", "export-subst", "export-ignore", "merge"];

    private readonly TimeSpan patience = patience ?? TimeSpan.FromMinutes(1);
    private readonly GitMemory memory = memory ?? new GitMemory();
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public async Task<string?> CommitAsync(GitRef revision, CancellationToken cancellation)
    {
        foreach (string name in revision.FullNames)
        {
            if (Line(await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"{name}^{{commit}}"], [0, 1, 128], cancellation)) is { } commit)
            {
                return commit;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<string?> KnownAsync(string commit, CancellationToken cancellation) => GitMemory.IsHash(commit) ? await CommitAsync(GitRef.Parse(commit, "a commit"), cancellation) : null;

    /// <inheritdoc/>
    public async Task<string?> MergeBaseAsync(string commit, string other, CancellationToken cancellation) =>
        Line(await RunAsync(["merge-base", Hash(commit), Hash(other)], [0, 1], cancellation));

    /// <inheritdoc/>
    public async Task<string?> LastChangeAsync(string commit, string path, CancellationToken cancellation) =>
        Line(await RunAsync(["rev-list", "--max-count=1", "--first-parent", Hash(commit), "--", path], [0], cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RenderedFile>> FilesAsync(string commit, IEnumerable<string> paths, CancellationToken cancellation)
    {
        byte[] listing = await RunAsync(["ls-tree", "-r", "-z", "--long", Hash(commit), "--", .. paths], [0], cancellation);

        // MODE SP blob SP ID SP+ SIZE TAB PATH NUL; links (120000) and submodules (160000) are not followed.
        (string Id, string Path)[] blobs =
        [
            .. Encoding.UTF8.GetString(listing).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(e => e.StartsWith("100", StringComparison.Ordinal))
                .Select(e => (Fields: e[..e.IndexOf('\t', StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries), Path: e[(e.IndexOf('\t', StringComparison.Ordinal) + 1)..]))
                .Select(e => (RequireText(e.Path, e.Fields[3], e.Fields[2]), e.Path)),
        ];
        List<RenderedFile> files = [];
        await ObjectsAsync([.. blobs.Select(b => b.Id)], o => files.Add(new RenderedFile(blobs[files.Count].Path, Decoded(blobs[files.Count].Path, o.Content))), cancellation);
        return files;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> UncommittedAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        IReadOnlyList<TreeEntry> files = await TreeAsync("HEAD", cancellation);
        WorkingTree tree = new(folder);
        HashSet<string> known = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);

        // Outside of what is judged, what is new is what the committed .gitignore files do not name, and what an index holds that the commit does not.
        string[] others =
        [
            .. await PathsAsync(["ls-files", "--others", "--exclude-per-directory=.gitignore", "-z"], cancellation),
            .. (await PathsAsync(["ls-files", "--cached", "-z"], cancellation)).Where(p => !known.Contains(p)),
        ];
        string[] asked = [.. paths];
        return
        [
            .. tree.Changed(files).Concat(tree.Strangers(files)).Concat(others.Where(p => !JudgedPaths.IsOutput(p)))
                .Where(p => asked.Any(a => a == "." || p == a || p.StartsWith(a + "/", StringComparison.Ordinal) || p == a + WorkingTree.LineEnds))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> IsIgnoredAsync(string path, CancellationToken cancellation)
    {
        // It ends with 1 where nothing is ignored, and names what is. It takes paths and no patterns, and refuses to be told so.
        byte[] named = await RunAsync(["--no-literal-pathspecs", "check-ignore", "--", path], [0, 1], cancellation);
        return named.Length > 0;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ObjectionsAsync(string commit, CancellationToken cancellation)
    {
        IReadOnlyList<TreeEntry> files = await TreeAsync(Hash(commit), cancellation);
        string[] judged = [.. files.Select(f => f.Path).Where(JudgedPaths.Contain)];
        byte[] output = judged.Length == 0 ? [] : await RunAsync(["check-attr", "-z", "--stdin", .. Attributes], [0], cancellation, string.Concat(judged.Select(p => p + "\0")));

        // PATH NUL ATTRIBUTE NUL VALUE NUL.
        IEnumerable<string> rewritten = Encoding.UTF8.GetString(output).Split('\0').Chunk(3)
            .Where(f => f is [_, _, not ("unspecified" or "unset")])
            .Select(f => $"{f[0]} has the attribute {f[1]} ({f[2]}): git would write something else into the file than its commit holds. Take it out of .gitattributes or .git/info/attributes");
        return [.. JudgedPaths.Objections(files).Concat(rewritten)];
    }

    private async Task<IReadOnlyList<TreeEntry>> TreeAsync(string commit, CancellationToken cancellation)
    {
        // MODE SP KIND SP ID TAB PATH NUL.
        byte[] listing = await RunAsync(["ls-tree", "-r", "-z", "--full-tree", commit], [0], cancellation);
        return
        [
            .. Encoding.UTF8.GetString(listing).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(e => (Fields: e[..e.IndexOf('\t', StringComparison.Ordinal)].Split(' '), Path: e[(e.IndexOf('\t', StringComparison.Ordinal) + 1)..]))
                .Select(e => new TreeEntry(e.Fields[0], e.Fields[2], e.Path)),
        ];
    }

    private async Task<string[]> PathsAsync(string[] arguments, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await RunAsync(arguments, [0], cancellation)).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GitCommit>> HistoryAsync(string? after, string to, CancellationToken cancellation)
    {
        string[] range = after is null ? ["--max-count=1", Hash(to)] : [Hash(to), $"^{Hash(after)}"];
        return await CommitsAsync(["rev-list", .. range, "--"], cancellation);
    }

    /// <summary>The commits whose hashes git lists, in its order; each is read as the object that it is.</summary>
    /// <param name="listing">What lists them, such as <c>rev-list</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<GitCommit>> CommitsAsync(string[] listing, CancellationToken cancellation)
    {
        string[] ids = Encoding.ASCII.GetString(await RunAsync(listing, [0], cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<GitCommit> commits = [];
        await ObjectsAsync(ids, o => commits.Add(CommitObject.Read(o.Content) with { Id = o.Id }), cancellation);
        return commits;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ChangedAsync(string? after, string to, CancellationToken cancellation)
    {
        // A commit without a parent is compared with nothing at all.
        string? before = after ?? (await CommitsAsync(["rev-list", "--max-count=1", Hash(to), "--"], cancellation))[0].Parents.FirstOrDefault();
        if (before is not null && await CommitAsync(GitRef.Parse(before, "the commit before"), cancellation) is null)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"This clone has {to} and not the commit {before} before it, so nobody knows what it changed. Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in a job.");
        }

        string[] compared = before is null ? ["--root", Hash(to)] : [Hash(before), Hash(to)];
        byte[] output = await RunAsync(["diff-tree", "-r", "--no-commit-id", "--name-only", "--no-renames", "-z", .. compared, "--"], [0], cancellation);
        return Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Whether a commit merges another into the branch that it is on and changes nothing beside: it is what git makes of both.</summary>
    public async Task<bool> IsPlainMergeAsync(string commit, string merged, CancellationToken cancellation)
    {
        string[] parents = (Line(await RunAsync(["rev-list", "--parents", "--max-count=1", Hash(commit), "--"], [0, 128], cancellation)) ?? "").Split(' ');
        if (parents is not [_, var before, var other] || other != merged)
        {
            return false;
        }

        // 1 says that both conflict: then somebody decided, and nobody reviewed what.
        string? made = Line(await RunAsync(["merge-tree", "--write-tree", before, other], [0, 1], cancellation));
        return made is not null && made == Line(await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"{commit}^{{tree}}"], [0], cancellation));
    }

    // Before a byte of it is read: it may be larger than memory.
    private static string RequireText(string path, string size, string id) =>
        long.Parse(size, System.Globalization.CultureInfo.InvariantCulture) <= MaxFileBytes
            ? id
            : throw new InfraException(ErrorKind.Configuration, $"{Printable.Text(path)} has {size} bytes; a manifest has at most {MaxFileBytes}. Take it out of the folder.");

    private static string Decoded(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException noText)
        {
            throw new InfraException(ErrorKind.Configuration, $"{Printable.Text(path)} is not UTF-8. Take it out of the folder.", noText);
        }
    }

    // What a file or a server calls a commit and is none would be an option or another name.
    private static string Hash(string commit) => GitMemory.IsHash(commit)
        ? commit
        : throw new InfraException(ErrorKind.Configuration, $"'{Printable.Text(Printable.Cut(commit, 100))}' is no commit: a commit is 40 or 64 hexadecimal digits. Look where it comes from.");

    private static string? Line(byte[] output) => Encoding.ASCII.GetString(output).Trim() is { Length: > 0 } line ? line : null;

    /// <summary>A setting of git, of the repository or of the person whose machine this is; null where there is none.</summary>
    /// <param name="name">Its name, such as <c>user.email</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<string?> SettingAsync(string name, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await RunAsync(["config", "--get", name], [0, 1], cancellation)).Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Runs git, and returns what it wrote where it ended as it may.</summary>
    /// <exception cref="InfraException">It ended otherwise.</exception>
    public async Task<byte[]> RunAsync(string[] arguments, int[] accepted, CancellationToken cancellation, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        (int exitCode, byte[] output, string complaint) = await ExecuteAsync(arguments, cancellation, input, environment);
        return accepted.Contains(exitCode)
            ? exitCode == 0 ? output : []
            : throw new InfraException(ErrorKind.Failed, $"git {arguments[0]} in {folder} ended with {exitCode}: {Printable.Text(complaint.Trim())}");
    }

    /// <summary>Runs git and returns how it ended, whatever that is.</summary>
    /// <param name="arguments">What follows <c>git</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="environment">Variables that it sees beside those of this process, such as <c>GIT_INDEX_FILE</c>.</param>
    /// <exception cref="InfraException">It is not there, or does not end.</exception>
    public async Task<(int ExitCode, byte[] Output, string Complaint)> ExecuteAsync(
        string[] arguments, CancellationToken cancellation, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        bool isPlain = input.Length == 0 && environment is null;
        if (isPlain && memory.Answer(arguments) is { } known)
        {
            return (0, known, "");
        }

        if (Remote.Contains(arguments[0], StringComparer.Ordinal))
        {
            await RequireMeantAsync(arguments, cancellation);
        }

        if (signIn is not null && Remote.Contains(arguments[0], StringComparer.Ordinal) && !arguments.Contains("--get-url", StringComparer.Ordinal))
        {
            environment = (environment ?? new Dictionary<string, string>()).Concat(await signIn(cancellation)).ToDictionary(StringComparer.Ordinal);
        }

        using MemoryStream output = new();
        (int exitCode, string complaint) = await PipeAsync(arguments, (stream, stop) => stream.CopyToAsync(output, stop), cancellation, input, environment);
        byte[] answer = output.ToArray();
        if (isPlain && exitCode == 0)
        {
            memory.Keep(arguments, answer);
        }

        return (exitCode, answer, complaint);
    }

    // The first that is no option is where it goes.
    private async Task RequireMeantAsync(string[] arguments, CancellationToken cancellation)
    {
        string[] options = [.. arguments.Skip(1).Where(a => a.StartsWith('-'))];
        if (options.FirstOrDefault(o => !RemoteOptions.Contains(o, StringComparer.Ordinal) && !o.StartsWith("--force-with-lease=refs/", StringComparison.Ordinal)) is { } stranger)
        {
            throw new InfraException(
                ErrorKind.Configuration,
                $"The remote or the revision '{Printable.Text(Printable.Cut(new CredentialMask().Apply(stranger), 100))}' begins with a dash, and git would take it for an option. Name a remote such as origin, or an address.");
        }

        if (reach.Judge is { } judge && !options.Contains("--get-url", StringComparer.Ordinal))
        {
            await judge(this, arguments.Skip(1).First(a => !a.StartsWith('-')), cancellation);
        }
    }

    /// <summary>Reads the contents of blobs, each as it arrives.</summary>
    /// <param name="blobs">Names of blobs, such as <c>COMMIT:PATH</c>.</param>
    /// <param name="take">Is given each content.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">One is not there, or git ended otherwise than it should.</exception>
    public Task BlobsAsync(string[] blobs, Action<byte[]> take, CancellationToken cancellation) => ObjectsAsync(blobs, o => take(o.Content), cancellation);

    /// <summary>Reads objects, each as it arrives. Git says how long each is, so no byte in one can end it.</summary>
    /// <param name="names">Their hashes or names, such as <c>COMMIT:PATH</c>.</param>
    /// <param name="take">Is given each, in this order.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">One is not there or larger than <see cref="ObjectBatch.MaxObjectBytes"/>, or git ended otherwise than it should.</exception>
    public async Task ObjectsAsync(string[] names, Action<GitObject> take, CancellationToken cancellation)
    {
        if (memory.Objects(names) is { } known)
        {
            foreach (GitObject one in known)
            {
                take(one);
            }

            return;
        }

        void Taken(string name, GitObject found)
        {
            memory.Keep(name, found);
            take(found);
        }

        (int exitCode, string complaint) = await PipeAsync(["cat-file", "--batch"], (stream, stop) => ObjectBatch.ReadAsync(stream, folder, names, Taken, stop), cancellation, string.Concat(names.Select(b => b + "\n")));
        if (exitCode != 0)
        {
            throw new InfraException(ErrorKind.Failed, $"git cat-file in {folder} ended with {exitCode}: {Printable.Text(complaint.Trim())}");
        }
    }

    private async Task<(int ExitCode, string Complaint)> PipeAsync(
        string[] arguments, Func<Stream, CancellationToken, Task> read, CancellationToken cancellation, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        using Process process = Start(arguments, environment);
        try
        {
            Task reading = read(process.StandardOutput.BaseStream, limit.Token);
            Task<string> complaint = process.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended before it read all of it; its exit code and its own message say why.
            }

            // Alone first: where it fails, git would wait for a reader that is gone.
            await reading;
            await Task.WhenAll(complaint, process.WaitForExitAsync(limit.Token));
            return (process.ExitCode, Masked(await complaint, environment));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfraException(ErrorKind.Timeout, $"git {arguments[0]} in {folder} did not end within {patience.TotalSeconds} seconds.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // git quotes addresses with the credentials in them, and the words of a server that may repeat the header that it was sent.
    private static string Masked(string complaint, IReadOnlyDictionary<string, string>? environment) =>
        new CredentialMask((environment ?? new Dictionary<string, string>()).Where(v => v.Key.StartsWith("GIT_CONFIG_VALUE_", StringComparison.Ordinal)).SelectMany(v => Credentials(v.Value))).Apply(complaint);

    // Authorization: Basic BASE64, which is USER:TOKEN.
    private static IEnumerable<string> Credentials(string header)
    {
        string encoded = header[(header.LastIndexOf(' ') + 1)..];
        byte[] decoded = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, decoded, out int length)
            ? [encoded, Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2)[^1]]
            : [header, encoded];
    }

    private Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo start = new("git") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["--no-pager", "--literal-pathspecs", .. GitVariables.Options(reach), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        GitVariables.Apply(start.Environment, reach);

        // Who is signed in by a header needs no token beside it; people's own helpers may.
        if (environment?.ContainsKey("GIT_CONFIG_COUNT") == true)
        {
            start.Environment.Remove("GITHUB_TOKEN");
        }

        foreach ((string variable, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new InfraException(ErrorKind.Failed, "git could not be started.");
        }
        catch (Win32Exception missing)
        {
            throw new InfraException(ErrorKind.Failed, "git could not be started: it is not on the PATH. Comparing commits needs it; install git.", missing);
        }
    }
}
