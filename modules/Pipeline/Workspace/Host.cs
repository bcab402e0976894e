using System.Collections.Concurrent;
using Infra.Git;
using Infra.Machine.Chance;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Pipeline.Clusters;
using Infra.PulumiCli;

namespace Infra.Pipeline.Workspace;

/// <summary>The machine as the command line sees it: the only place where console, environment, clock and disk come in.</summary>
public sealed record Host
{
    // By folder. A copy of this record remembers with it.
    private readonly ConcurrentDictionary<string, GitMemory> memories = new(StringComparer.Ordinal);

    /// <summary>Data goes here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Narration goes here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Answers come from here.</summary>
    public required TextReader In { get; init; }

    /// <summary>The folder that the program was started in.</summary>
    public required string Folder { get; init; }

    /// <summary>An environment variable, or null.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether somebody is there to ask.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether standard output is a terminal.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>The width of the terminal in columns; null where there is none.</summary>
    public int? Columns { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The disk of the local backend.</summary>
    public IFileSystem Files { get; init; } = new DiskFileSystem();

    /// <summary>The folders of the disk.</summary>
    public IFolders Folders { get; init; } = new DiskFolders();

    /// <summary>The folder that the running program was built into; its list of packages lies there.</summary>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>Which packages the running program was built with: <c>official</c> or <c>offline</c>.</summary>
    public string Packages { get; init; } = PackageKind.Name;

    /// <summary>The history of the repository in a folder.</summary>
    public Func<string, IGit> Git { get => field ?? (folder => new GitProcess(folder, patience: Patience, memory: Remembered(folder))); init; }

    /// <summary>What git answered about the objects of the repository in a folder.</summary>
    /// <param name="folder">The folder.</param>
    public GitMemory Remembered(string folder) => memories.GetOrAdd(folder, _ => new GitMemory());

    /// <summary>After how long without progress a program or git counts as hanging; null for what each has by default.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>What of Google Cloud records are kept with and signed by.</summary>
    public GoogleCloud Google { get => field ?? throw new InvalidOperationException("Nothing of Google Cloud is wired."); init; }

    /// <summary>A cluster to look at; nobody signs in before something is asked.</summary>
    public Func<ClusterAddress, TimeProvider, ICluster> Cluster { get => field ?? throw new InvalidOperationException("No clusters are wired."); init; }

    /// <summary>The repository at GitHub. A copy of this record copies the field as well, and signs in for itself.</summary>
    public GitHubAccess GitHub => field is { } access && ReferenceEquals(access.Host, this) ? access : field = new GitHubAccess(this);

    /// <summary>The pull requests of the repository as a backend opens them: a rehearsal opens none, and where no GitHub is joined they are announced.</summary>
    public Func<Host, string, IPullRequests> PullRequests { get; init; } =
        (host, backend) => backend != BackendNames.Local && host.GitHub.IsJoined ? new GitHubPullRequests(host) : new AnnouncedPullRequests(host);

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether addresses of servers that <c>stacks/</c> do not name are meant, over any transport: where a test stands up servers of its own. Nothing
    /// that a person or a job can set makes it so.
    /// </summary>
    public bool TrustsAddresses { get; init; }

    /// <summary>The person who acts in a dry run, as <c>--as</c> or git says; null where the account is all that is known. It decides nothing on a real backend.</summary>
    public string? Acting { get; init; }

    /// <summary>Whether this is a job of continuous integration, in which nobody's own settings are meant.</summary>
    public bool IsJob => Variable("GITHUB_ACTIONS") == "true" || Variable("CI") is "true" or "1";

    /// <summary>Random bytes.</summary>
    public IEntropy Entropy { get; init; } = new SystemEntropy();

    /// <summary>What starts other programs.</summary>
    public IProgramRunner Programs { get; init; } = new SystemProgramRunner();
}
