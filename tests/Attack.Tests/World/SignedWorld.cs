using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Infra.Cli.Tests;
using Infra.Cli.Tests.Google;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Machine.Chance;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.World;

/// <summary>A company's repository with a remote, an audit bucket and keys, after bootstrap. People have keys; environments sign in Cloud KMS.</summary>
internal sealed class SignedWorld : IDisposable
{
    // Whom approvals.yaml knows has one key in all worlds, which are copies of each other.
    private static readonly ImmutableDictionary<string, string> Known =
        ((string[])["asha", "meera", "vikram", "leela", "ravi", "dev", "nisha"]).ToImmutableDictionary(p => p, _ => NewKey(), StringComparer.Ordinal);

    private readonly Dictionary<string, string> keys = new(Known, StringComparer.Ordinal);

    private SignedWorld(GitWorkspace git, string now)
    {
        Git = git;
        Git.Files.Clock = Clock = new SetClock(now);

        // The remote is a folder of this machine, which no variable and no file of a repository could allow.
        Git.Files.TrustsAddresses = true;
        Pipeline = Git.Files.Variables.GetValueOrDefault("INFRA_SIGNING_KEY", "");
    }

    public GitWorkspace Git { get; }

    public SetClock Clock { get; }

    /// <summary>The key of the pipeline, PEM, where the test listed one before records began.</summary>
    public string Pipeline { get; }

    public GoogleServer Google => Git.Files.Google;

    /// <summary>The bare repository that everybody pushes to.</summary>
    public string Remote => Path.Combine(Git.Files.Folder, ".infra", "origin.git");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A company after its bootstrap.</summary>
    /// <param name="now">The time.</param>
    /// <param name="before">What is written before anything is committed; a file of tests has one.</param>
    /// <param name="where">That file.</param>
    public static async Task<SignedWorld> StartAsync(string now = "2026-10-20T04:30:00Z", Action<Workspace>? before = null, [CallerFilePath] string where = "")
    {
        SignedWorld world = new(await GitWorkspace.CopyAsync($"signed {now} {(before is null ? "" : where)}", () => MakeAsync(now, before)), now);
        world.As("asha");
        return world;
    }

    private static async Task<GitWorkspace> MakeAsync(string now, Action<Workspace>? before)
    {
        SignedWorld world = new(new GitWorkspace(), now);
        world.Git.Files.Entropy = new SystemEntropy();
        foreach (string person in Known.Keys)
        {
            world.List(person);
        }

        before?.Invoke(world.Git.Files);
        Dictionary<string, string> variables = new(world.Git.Files.Variables, StringComparer.Ordinal);
        await world.Git.CommitAsync("first");
        Directory.CreateDirectory(world.Remote);
        world.Git.Git("init", "--quiet", "--bare", world.Remote);
        world.Git.Git("remote", "add", "origin", world.Remote);
        world.Git.Git("push", "--quiet", "origin", "main");
        world.As("asha", GoogleServer.Operator);
        _ = await new FirstRecord(world.Host(), world.Repository()).WriteAsync(Stop);

        // Copies begin with the key of the pipeline.
        world.Git.Files.Variables.Clear();
        foreach ((string name, string value) in variables)
        {
            world.Git.Files.Variables[name] = value;
        }

        return world.Git;
    }

    public void Dispose() => Git.Dispose();

    /// <summary>Writes somebody new into approvals.yaml, with a key and in a team; nothing is committed.</summary>
    public void Enlist(string person, string team)
    {
        Git.Files.Replace("stacks/delivery/approvals.yaml", "people:\n  asha:\n", $"people:\n  {person}:\n    github: \"90219999\"\n    emails:\n      - {person}@setu-retail.example\n  asha:\n");
        Git.Files.Replace("stacks/delivery/approvals.yaml", $"  {team}:\n    - ", $"  {team}:\n    - {person}\n    - ");
        keys[person] = NewKey();
        List(person);
    }

    /// <summary>From now on a person is at the keyboard, with their key.</summary>
    public void As(string person, string identity = "reader")
    {
        Git.Files.Variables.Clear();
        Git.Files.Variables["USER"] = person;
        Git.Files.Variables["INFRA_SIGNING_KEY"] = keys[person];
        Google.Identity = identity;
    }

    /// <summary>From now on a job acts as the apply identity of an environment.</summary>
    public void AsJob(string environment)
    {
        Git.Files.Variables.Clear();
        Git.Files.Variables["USER"] = "runner";
        Git.Files.Variables["INFRA_APPLIES"] = environment;
        Google.Identity = environment;
    }

    public Host Host() => Git.Files.Host(TextWriter.Null, TextWriter.Null, null);

    public Repository Repository() => Infra.Pipeline.Workspace.Repository.Find(Host());

    public AuditTrail Trail() => new(Host(), Repository(), "pulumi");

    public Task<AuditChain> ChainAsync() => Trail().ReadAsync(null, Stop);

    /// <summary>What the product says where it refuses to read the record.</summary>
    public async Task<string> RefusedAsync() => (await Assert.ThrowsAsync<InfraException>(ChainAsync)).Message;

    /// <summary>The job of an environment applies a commit.</summary>
    public async Task ApplyAsync(string environment, string? commit = null, string outcome = "succeeded")
    {
        AsJob(environment);
        AuditTrail trail = Trail();
        _ = await trail.DoAsync(trail.Entry("up", environment, "pulumi") with { GitCommit = commit ?? Head }, () => Task.FromResult((0, outcome)), Stop);
    }

    public string Head => Git.Head;

    /// <summary>Since when environments have run what a commit gives production, as the gate reads it.</summary>
    public async Task<ImmutableSortedDictionary<string, DateTimeOffset>> SoakAsync(string commit)
    {
        AuditTrail trail = Trail();
        return await new Soak(Repository(), trail).SinceAsync((await trail.ReadAsync(null, Stop)).Records, "prod", commit, Stop);
    }

    /// <summary>The lines of a record's branch at the remote.</summary>
    public string[] Lines(string record = "audit") =>
        [.. Git.Git("--git-dir", Remote, "ls-tree", "--name-only", $"infra/{record}").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(f => Git.Git("--git-dir", Remote, "show", $"infra/{record}:{f}").Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Whoever may write to the repository writes a record's branch as they like.</summary>
    public void Write(IEnumerable<string> lines, string record = "audit")
    {
        string file = Path.Combine(Git.Files.Folder, ".infra", "forged");
        File.WriteAllText(file, string.Concat(lines.Select(l => l + "\n")));
        string blob = Git.Git("--git-dir", Remote, "hash-object", "-w", file).Trim();
        string index = Path.Combine(Git.Files.Folder, ".infra", "forged.tree");
        File.WriteAllText(index, $"100644 blob {blob}\t000000.jsonl\n");
        string tree = Piped(index, "--git-dir", Remote, "mktree");
        string commit = Git.Git("--git-dir", Remote, "commit-tree", tree, "-m", "audit").Trim();
        Git.Git("--git-dir", Remote, "update-ref", $"refs/heads/infra/{record}", commit);
    }

    /// <summary>A key that nobody listed.</summary>
    public static SigningKey Stranger() => SigningKey.FromPem(NewKey(), "a stranger");

    public SigningKey KeyOf(string person) => SigningKey.FromPem(keys[person], person);

    private string Piped(string input, params string[] arguments)
    {
        System.Diagnostics.ProcessStartInfo start = new("git", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Write(File.ReadAllText(input));
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }

    private static string NewKey()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    // Keys are people's own; the example company has none to commit.
    private void List(string person)
    {
        using SigningKey key = KeyOf(person);
        string text = Git.Files.Read("stacks/delivery/approvals.yaml");
        int at = text.IndexOf($"  {person}:\n", StringComparison.Ordinal) + $"  {person}:\n".Length;
        Assert.True(at > person.Length);
        string listed = $"    keys:\n      laptop:\n        publicKey: {key.PublicBase64}\n        from: \"2026-01-01T00:00:00Z\"\n        until: \"2027-01-01T00:00:00Z\"\n";
        Git.Files.Write("stacks/delivery/approvals.yaml", text.Insert(at, listed));
    }
}
