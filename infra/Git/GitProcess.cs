using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Infra.GitOps;
using Infra.Model;

namespace Infra;

/// <summary>git as a child process. Arguments are passed one by one and never through a shell.</summary>
/// <param name="folder">The folder of the repository.</param>
/// <param name="signIn">The variables that a process which talks to a server gets; null for none.</param>
internal sealed class GitProcess(string folder, Func<CancellationToken, Task<IReadOnlyDictionary<string, string>>>? signIn = null) : IGit
{
    private static readonly string[] Remote = ["fetch", "push", "ls-remote"];

    private const string Tracing = "GIT_TRACE";

    // A hook's or another repository's variables would lead elsewhere. A trace shows headers and variables, in files too, and is no word of an error.
    // What signs is none of git's business, and a hook or a helper that it starts would inherit it.
    private static readonly string[] Hidden =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CURL_VERBOSE",
        "INFRA_SIGNING_KEY", "INFRA_GITHUB_APP_KEY",
    ];

    // A file of manifests is text that people review; more is a mistake.
    private const int MaxFileBytes = 4 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public async Task<string?> CommitAsync(GitRef revision, CancellationToken cancellation) =>
        Line(await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"], [0, 1, 128], cancellation));

    /// <inheritdoc/>
    public async Task<string?> MergeBaseAsync(string commit, string other, CancellationToken cancellation) =>
        Line(await RunAsync(["merge-base", commit, other], [0, 1], cancellation));

    /// <inheritdoc/>
    public async Task<string?> LastChangeAsync(string commit, string path, CancellationToken cancellation) =>
        Line(await RunAsync(["log", "-1", "--first-parent", "--format=%H", commit, "--", path], [0], cancellation));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RenderedFile>> FilesAsync(string commit, IEnumerable<string> paths, CancellationToken cancellation)
    {
        byte[] listing = await RunAsync(["ls-tree", "-r", "-z", commit, "--", .. paths], [0], cancellation);

        // MODE SP blob SP ID TAB PATH NUL; links (120000) and submodules (160000) are not followed.
        (string Id, string Path)[] blobs =
        [
            .. Encoding.UTF8.GetString(listing).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(e => e.StartsWith("100", StringComparison.Ordinal))
                .Select(e => (e[..e.IndexOf('\t', StringComparison.Ordinal)].Split(' ')[2], e[(e.IndexOf('\t', StringComparison.Ordinal) + 1)..])),
        ];
        byte[] contents = await RunAsync(["cat-file", "--batch"], [0], cancellation, string.Concat(blobs.Select(b => b.Id + "\n")));
        List<RenderedFile> files = [];
        int at = 0;
        foreach ((_, string path) in blobs)
        {
            // ID SP blob SP SIZE LF, the bytes, LF.
            int end = Array.IndexOf(contents, (byte)'\n', at);
            int size = int.Parse(Encoding.ASCII.GetString(contents, at, end - at).Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
            files.Add(new RenderedFile(path, Decoded(path, contents.AsSpan(end + 1, size))));
            at = end + 1 + size + 1;
        }

        return files;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> UncommittedAsync(IEnumerable<string> paths, CancellationToken cancellation) =>
        [.. Encoding.UTF8.GetString(await RunAsync(["status", "--porcelain=v1", "-z", "--no-renames", "--", .. paths], [0], cancellation))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(e => e[3..])];

    /// <inheritdoc/>
    public async Task<bool> IsIgnoredAsync(string path, CancellationToken cancellation)
    {
        // It ends with 1 where nothing is ignored, and names what is. It takes paths and no patterns, and refuses to be told so.
        byte[] named = await RunAsync(["--no-literal-pathspecs", "check-ignore", "--", path], [0, 1], cancellation);
        return named.Length > 0;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GitCommit>> HistoryAsync(string? after, string to, CancellationToken cancellation)
    {
        // Fields end with 0x1F and commits with 0x1E, which no message that git takes from an editor holds.
        string[] range = after is null ? ["-1", to] : [$"{after}..{to}"];
        byte[] output = await RunAsync(["log", "--format=%ae%x1f%ce%x1f%B%x1e", .. range, "--"], [0], cancellation);
        return
        [
            .. Encoding.UTF8.GetString(output).Split('\x1e', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(c => c.Split('\x1f', 3)).Select(f => new GitCommit(f[0], f[1], f[2])),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ChangedAsync(string? after, string to, CancellationToken cancellation)
    {
        string[] arguments = after is null ? ["show", "-m", "--first-parent", "--format=", "--name-only", "--no-renames", "-z", to] : ["diff", "--name-only", "--no-renames", "-z", after, to];
        return [.. Encoding.UTF8.GetString(await RunAsync([.. arguments, "--"], [0], cancellation)).Split('\0', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>Whether a commit merges another into the branch that it is on and changes nothing beside: it is what git makes of both.</summary>
    public async Task<bool> IsPlainMergeAsync(string commit, string merged, CancellationToken cancellation)
    {
        string[] parents = (Line(await RunAsync(["rev-list", "--parents", "--max-count=1", commit, "--"], [0, 128], cancellation)) ?? "").Split(' ');
        if (parents is not [_, var before, var other] || other != merged)
        {
            return false;
        }

        // 1 says that both conflict: then somebody decided, and nobody reviewed what.
        string? made = Line(await RunAsync(["merge-tree", "--write-tree", before, other], [0, 1], cancellation));
        return made is not null && made == Line(await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"{commit}^{{tree}}"], [0], cancellation));
    }

    private static string Decoded(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.Length <= MaxFileBytes
                ? Strict.GetString(bytes)
                : throw new InfraException(ExitCode.Configuration, $"{Printable.Text(path)} has {bytes.Length} bytes; a manifest has at most {MaxFileBytes}. Take it out of the folder.");
        }
        catch (DecoderFallbackException noText)
        {
            throw new InfraException(ExitCode.Configuration, $"{Printable.Text(path)} is not UTF-8. Take it out of the folder.", noText);
        }
    }

    private static string? Line(byte[] output) => Encoding.ASCII.GetString(output).Trim() is { Length: > 0 } line ? line : null;

    /// <summary>Runs git, and returns what it wrote where it ended as it may.</summary>
    /// <exception cref="InfraException">It ended otherwise.</exception>
    internal async Task<byte[]> RunAsync(string[] arguments, int[] accepted, CancellationToken cancellation, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        (int exitCode, byte[] output, string complaint) = await ExecuteAsync(arguments, cancellation, input, environment);
        return accepted.Contains(exitCode)
            ? exitCode == 0 ? output : []
            : throw new InfraException(ExitCode.Error, $"git {arguments[0]} in {folder} ended with {exitCode}: {Printable.Text(complaint.Trim())}");
    }

    /// <summary>Runs git and returns how it ended, whatever that is.</summary>
    /// <param name="arguments">What follows <c>git</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="environment">Variables that it sees beside those of this process, such as <c>GIT_INDEX_FILE</c>.</param>
    /// <exception cref="InfraException">It is not there, or does not end.</exception>
    internal async Task<(int ExitCode, byte[] Output, string Complaint)> ExecuteAsync(
        string[] arguments, CancellationToken cancellation, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        if (signIn is not null && Remote.Contains(arguments[0], StringComparer.Ordinal))
        {
            environment = (environment ?? new Dictionary<string, string>()).Concat(await signIn(cancellation)).ToDictionary(StringComparer.Ordinal);
        }

        using MemoryStream output = new();
        (int exitCode, string complaint) = await PipeAsync(arguments, (stream, stop) => stream.CopyToAsync(output, stop), cancellation, input, environment);
        return (exitCode, output.ToArray(), complaint);
    }

    /// <summary>Reads the contents of blobs, each as it arrives.</summary>
    /// <param name="blobs">Names of blobs, such as <c>COMMIT:PATH</c>.</param>
    /// <param name="take">Is given each content.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">One is not there, or git ended otherwise than it should.</exception>
    internal async Task BlobsAsync(string[] blobs, Action<byte[]> take, CancellationToken cancellation)
    {
        async Task ReadAsync(Stream stream, CancellationToken stop)
        {
            await using BufferedStream buffered = new(stream, 1 << 16);
            byte[] one = new byte[1];
            foreach (string blob in blobs)
            {
                // ID SP blob SP SIZE LF, the bytes, LF.
                StringBuilder head = new();
                while (await buffered.ReadAsync(one, stop) > 0 && one[0] != (byte)'\n')
                {
                    head.Append((char)one[0]);
                }

                if (head.ToString().Split(' ') is not [_, "blob", var size])
                {
                    throw new InfraException(ExitCode.Error, $"git in {folder} has no {Printable.Text(blob)}: {Printable.Text(head.ToString())}");
                }

                byte[] content = new byte[int.Parse(size, System.Globalization.CultureInfo.InvariantCulture)];
                await buffered.ReadExactlyAsync(content, stop);
                await buffered.ReadExactlyAsync(one, stop);
                take(content);
            }
        }

        (int exitCode, string complaint) = await PipeAsync(["cat-file", "--batch"], ReadAsync, cancellation, string.Concat(blobs.Select(b => b + "\n")));
        if (exitCode != 0)
        {
            throw new InfraException(ExitCode.Error, $"git cat-file in {folder} ended with {exitCode}: {Printable.Text(complaint.Trim())}");
        }
    }

    private async Task<(int ExitCode, string Complaint)> PipeAsync(
        string[] arguments, Func<Stream, CancellationToken, Task> read, CancellationToken cancellation, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using Process process = Start(arguments, environment);
        try
        {
            Task reading = read(process.StandardOutput.BaseStream, patience.Token);
            Task<string> complaint = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();

            // Alone first: where it fails, git would wait for a reader that is gone.
            await reading;
            await Task.WhenAll(complaint, process.WaitForExitAsync(patience.Token));
            return (process.ExitCode, Masked(await complaint, environment));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfraException(ExitCode.Timeout, $"git {arguments[0]} in {folder} did not end within {Patience.TotalSeconds} seconds.");
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
        foreach (string argument in (string[])["--no-pager", "--literal-pathspecs", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // Messages in English for whoever searches for them; no lock is taken for a look.
        (start.Environment["LC_ALL"], start.Environment["GIT_OPTIONAL_LOCKS"]) = ("C", "0");
        foreach (string variable in start.Environment.Keys.Where(k => Hidden.Contains(k, StringComparer.Ordinal) || k.StartsWith(Tracing, StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

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
            return Process.Start(start) ?? throw new InfraException(ExitCode.Error, "git could not be started.");
        }
        catch (Win32Exception missing)
        {
            throw new InfraException(ExitCode.Error, "git could not be started: it is not on the PATH. Comparing commits needs it; install git.", missing);
        }
    }
}
