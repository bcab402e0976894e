using System.Reflection;
using System.Security.Cryptography;
using Infra.Cli.Tests.Google;
using Infra.Machine.Chance;
using Infra.Machine.Files;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;

namespace Infra.Cli.Tests;

/// <summary>A copy of the repository's own stacks in a folder of its own, and a command line that works on it with a fixed clock.</summary>
internal sealed class Workspace : IDisposable
{
    public Workspace()
    {
        Folder = Directory.CreateTempSubdirectory("infra-cli-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "stacks"));
        File.Copy(Path.Combine(Root, "Pulumi.yaml"), Path.Combine(Folder, "Pulumi.yaml"));
        foreach (string file in Directory.GetFiles(Path.Combine(Fixture.Root, "stacks"), "*.yaml", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(Fixture.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A copy of another as it is now, with what its cloud remembers, in a folder of its own.</summary>
    public Workspace(Workspace made)
    {
        Folder = Directory.CreateTempSubdirectory("infra-cli-").FullName;
        (Variables, Clock, Entropy, TrustsAddresses) = (new(made.Variables, StringComparer.Ordinal), made.Clock, made.Entropy, made.TrustsAddresses);
        Google!.Remember(made.Google);
        foreach (string folder in Directory.GetDirectories(made.Folder, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(Folder, Path.GetRelativePath(made.Folder, folder)));
        }

        foreach (string file in Directory.GetFiles(made.Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(made.Folder, file));
            File.Copy(file, copy);

            // Settings of git name repositories below this folder by their whole path.
            if (Path.GetFileName(file) == "config")
            {
                File.WriteAllText(copy, File.ReadAllText(file).Replace(made.Folder, Folder, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>The repository that the tests were built from.</summary>
    public static string Root { get; } =
        typeof(Workspace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public string Folder { get; }

    /// <summary>The environment variables that the command line sees; none at first.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The clock that the command line sees; one that stands still at first.</summary>
    public TimeProvider Clock { get; set; } = new FixedClock();

    /// <summary>The pull requests that promotions open; null for those that the command line joins by itself.</summary>
    public Func<Host, string, IPullRequests>? PullRequests { get; set; }

    /// <summary>Random bytes; the same for every command at first, by which no two runs can be told apart.</summary>
    public IEntropy Entropy { get; set; } = new CountingEntropy();

    /// <summary>Whether servers and remotes of a test stand for those that stacks/ name; without, only those are talked to.</summary>
    public bool TrustsAddresses { get; set; }

    /// <summary>What else differs on the machine that commands see; nothing at first.</summary>
    public Func<Host, Host> Adjusted { get; set; } = host => host;

    /// <summary>The disk; null for the real one.</summary>
    public IFileSystem? Disk { get; set; }

    /// <summary>The packages that the command line takes itself to be built with; with <c>official</c> it starts the <c>pulumi</c> on the PATH.</summary>
    public string Packages { get; set; } = PackageKind.Name;

    /// <summary>The bucket and the keys of records of a real cloud.</summary>
    public GoogleServer Google => field ??= new GoogleServer(() => Clock);

    /// <summary>Takes the foundations away and what the Pulumi CLI wrote into the settings, as in a repository whose bootstrap never ran.</summary>
    public void DeleteFoundations()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Folder, "stacks"), "foundation.yaml", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        foreach (string file in Directory.GetFiles(Path.Combine(Folder, "stacks"), "Pulumi.*.yaml"))
        {
            File.WriteAllLines(file, File.ReadAllLines(file).Where(l => !l.StartsWith("secretsprovider:", StringComparison.Ordinal) && !l.StartsWith("encryptedkey:", StringComparison.Ordinal)));
        }
    }

    /// <summary>Copies the files of the program that say which packages and SDK it is made with.</summary>
    public void AddProgramFiles()
    {
        foreach (string file in (string[])["global.json", "Directory.Packages.props"])
        {
            File.Copy(Path.Combine(Root, file), Path.Combine(Folder, file));
        }
    }

    /// <summary>The foundations that are there, with their bytes as text.</summary>
    public string Foundations() => string.Concat(Directory.GetFiles(Path.Combine(Folder, "stacks"), "foundation.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => $"{Path.GetRelativePath(Folder, f)}\n{File.ReadAllText(f)}"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Runs one command and returns what it wrote, both streams in the order of writing, and its exit status.</summary>
    public async Task<(string Output, int ExitCode)> RunAsync(string[] args, string? answer = null)
    {
        using StringWriter output = new();
        int exitCode = await RunAsync(args, output, output, answer);
        return (output.ToString(), exitCode);
    }

    /// <summary>Runs one command with its streams apart.</summary>
    public Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, string? answer = null) => RunAsync(args, output, error, answer is null ? null : new StringReader(answer));

    /// <summary>Runs one command with somebody at the keyboard, or nobody.</summary>
    public Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TextReader? keyboard) =>
        CommandLine.RunAsync(args, Host(output, error, keyboard), TestContext.Current.CancellationToken);

    /// <summary>The machine that commands of this workspace see.</summary>
    public Host Host(TextWriter output, TextWriter error, TextReader? keyboard)
    {
        Host host = Adjusted(Machine(output, error, keyboard));
        host = PullRequests is { } requests ? host with { PullRequests = requests } : host;
        return Disk is { } disk ? host with { Files = disk } : host;
    }

    private Host Machine(TextWriter output, TextWriter error, TextReader? keyboard) => new()
    {
        Out = output,
        Error = error,
        In = keyboard ?? TextReader.Null,
        CanAsk = keyboard is not null,
        Folder = Folder,
        Variable = Variables.GetValueOrDefault,
        Clock = Clock,
        Entropy = Entropy,
        Packages = Packages,
        Google = Google.Cloud,
        TrustsAddresses = TrustsAddresses,
        Programs = new SystemProgramRunner(new PatientClock()),
        Patience = TimeSpan.FromDays(1),
    };

    /// <summary>Makes a key of the pipeline, lists it in stacks/delivery/gates.yaml for a time, and signs with it from then on.</summary>
    public void TrustPipeline(string from = "2026-01-01T00:00:00Z", string until = "2027-01-01T00:00:00Z", string? signs = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Variables["INFRA_SIGNING_KEY"] = key.ExportPkcs8PrivateKeyPem();
        Replace("stacks/delivery/gates.yaml", "risk:\n", $"keys:\n  pipeline:\n    publicKey: {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}\n    from: \"{from}\"\n    until: \"{until}\"\n{(signs is null ? "" : $"    signs:\n      - {signs}\n")}risk:\n");
    }

    /// <summary>Lets records of a real cloud begin, as bootstrap does, with a key of the pipeline that stacks/delivery/gates.yaml lists.</summary>
    /// <returns>That key, PEM: who records without a key of their own takes it.</returns>
    public async Task<string> BeginRecordsAsync()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = key.ExportPkcs8PrivateKeyPem();
        DateTimeOffset now = Clock.GetUtcNow();
        string listed = $"  recorder:\n    publicKey: {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}\n    from: \"{now.AddDays(-300):yyyy-MM-dd}T00:00:00Z\"\n    until: \"{now.AddDays(300):yyyy-MM-dd}T00:00:00Z\"\n";
        bool first = !Read("stacks/delivery/gates.yaml").Contains("\nkeys:\n", StringComparison.Ordinal);
        Replace("stacks/delivery/gates.yaml", first ? "risk:\n" : "\nkeys:\n", first ? $"keys:\n{listed}risk:\n" : $"\nkeys:\n{listed}");
        Host host = Host(TextWriter.Null, TextWriter.Null, keyboard: null);
        Google.Identity = GoogleServer.Operator;
        host = host with { Variable = name => name == "INFRA_SIGNING_KEY" ? pem : Variables.GetValueOrDefault(name) };
        _ = await new FirstRecord(host, Repository.Find(host)).WriteAsync(TestContext.Current.CancellationToken);
        Google.Identity = "reader";
        return pem;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Write(string file, string text)
    {
        string path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Replace(string file, string old, string replacement)
    {
        string text = Read(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 4, 30, 0, TimeSpan.Zero);

        // A clock that stands still measures nothing, however slow the machine is.
        public override long GetTimestamp() => 0;
    }

    private sealed class CountingEntropy : IEntropy
    {
        public byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)i)];
    }
}
