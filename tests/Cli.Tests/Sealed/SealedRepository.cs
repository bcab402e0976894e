using System.Diagnostics;
using System.Security.Cryptography;
using Infra.Delivery.Envelopes;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Sealed;

/// <summary>Every committed file that a program is made of, in a repository of its own whose plan of dev is sealed and signed. Each refusal leaves it as it was.</summary>
public sealed class SealedRepository : IAsyncLifetime
{
    private const string Plan = "plan.json";
    private const string Prefix = $"error: {Plan} does not fit any more: ";
    private const string Mend = "error: Nothing was done. Seal again with `infra preview ENV --seal --out FILE`, and have that approved.";

    private readonly GitWorkspace git = new();

    /// <summary>The files that git knows of this repository, named with slashes.</summary>
    public static IReadOnlyList<string> Committed { get; } = List();

    /// <summary>A key of the pipeline, which signed the envelope and which stacks/delivery/gates.yaml lists.</summary>
    public static string Key { get; } = NewKey();

    internal Workspace Files => git.Files;

    /// <summary>What the product says that it seals.</summary>
    internal Sealer Seal => new(Host, Repository.Find(Host));

    internal SealedFiles Sealed => new(Repository.Find(Host));

    private Host Host => Files.Host(TextWriter.Null, TextWriter.Null, null);

    public async ValueTask InitializeAsync()
    {
        foreach (string file in Committed.Where(f => SealedFiles.IsProgram(f) || f == "README.md"))
        {
            string copy = Path.Combine(Files.Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Workspace.Root, file), copy, overwrite: true);
        }

        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(Key);
        await File.AppendAllTextAsync(
            Path.Combine(Files.Folder, "stacks/delivery/gates.yaml"),
            $"keys:\n  pipeline:\n    publicKey: {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}\n    from: \"2026-01-01T00:00:00Z\"\n    until: \"2027-01-01T00:00:00Z\"\n");
        Files.Write(".gitignore", ".infra/\nplan.json\n");
        Files.Variables["INFRA_SIGNING_KEY"] = Key;
        _ = git.CommitAsItIs("first");
        (string output, int exitCode) = await Files.RunAsync(["preview", "dev", "--seal", "--out", Plan]);
        Assert.True(exitCode == 0, output);
        Files.Variables.Remove("INFRA_SIGNING_KEY");
    }

    public ValueTask DisposeAsync()
    {
        git.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Commits what an edit did, carries the envelope out, and takes the commit back.</summary>
    /// <returns>What is said not to fit, without the mend.</returns>
    internal async Task<string[]> CommittedAsync(string file, Action<string> edit)
    {
        edit(Path.Combine(Files.Folder, file));
        _ = git.CommitAsItIs("change");
        try
        {
            return await RefusedAsync();
        }
        finally
        {
            git.Git("reset", "--quiet", "--hard", "HEAD~1");
        }
    }

    /// <summary>Carries out another envelope, and puts the good one back.</summary>
    internal async Task<string[]> AlteredAsync(Func<Envelope, Envelope> alter)
    {
        string good = Files.Read(Plan);
        Files.Write(Plan, EnvelopeJson.Write(alter(EnvelopeJson.Read(Plan, System.Text.Encoding.UTF8.GetBytes(good)))));
        try
        {
            return await RefusedAsync();
        }
        finally
        {
            Files.Write(Plan, good);
        }
    }

    /// <summary>Carries the envelope out at another time.</summary>
    internal async Task<string[]> AtAsync(string time)
    {
        TimeProvider clock = Files.Clock;
        Files.Clock = new SetClock(time);
        try
        {
            return await RefusedAsync();
        }
        finally
        {
            Files.Clock = clock;
        }
    }

    /// <summary>The only way in which the envelope may be refused: with 11, with the mend, and with nothing made in the pretended cloud.</summary>
    internal async Task<string[]> RefusedAsync()
    {
        (string output, int exitCode) = await Files.RunAsync(["up", "dev", "--plan", Plan, "--yes"]);
        Assert.True(exitCode == 11, output);
        Assert.False(Directory.Exists(Path.Combine(Files.Folder, ".infra", "cloud")), "The emulator was touched.");
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(Mend, lines[^1]);
        Assert.Equal("Planning dev on the local backend: a dry run, no cloud is touched, no credentials are used ...", lines[0]);
        return [.. lines[1..^1].Select(l => l.StartsWith(Prefix, StringComparison.Ordinal) ? l[Prefix.Length..] : throw new InvalidOperationException(output))];
    }

    /// <summary>A new private key, PEM.</summary>
    internal static string NewKey()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static IReadOnlyList<string> List()
    {
        ProcessStartInfo start = new("git", ["ls-files", "-z"]) { WorkingDirectory = Workspace.Root, RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, "git ls-files failed; these tests flip the files that git knows.");
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Workspace.Root, f))).Order(StringComparer.Ordinal)];
    }
}
