using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Demonstrating;

/// <summary>The temporary copy that the demo plays in, with a clock of its own.</summary>
public sealed partial class DemoWorld : IDisposable
{
    // How the terminal of the person shows colours; nothing else of their environment reaches the demo, so that no credential and no key does.
    private static readonly string[] Passed = ["NO_COLOR", "TERM", "COLUMNS"];

    private readonly Host outside;
    private readonly RunCommandLine run;
    private string said = "";

    private DemoWorld(Host outside, RunCommandLine run, string folder, DateTimeOffset start)
    {
        (this.outside, this.run, Folder, Clock) = (outside, run, folder, new DemoClock(start));
        (Environments, Approvals) = (DemoEnvironments.Of(Repository), Repository.Approvals());
        Moments = new DemoMoments(Repository.ReadCalendar(), Approvals.BusinessHours, Repository.Stack(Environments.Production));
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Its clock.</summary>
    public DemoClock Clock { get; }

    /// <summary>The environments that it plays in.</summary>
    public DemoEnvironments Environments { get; }

    /// <summary>Who may approve what.</summary>
    public ApprovalSettings Approvals { get; }

    /// <summary>Moments of the company's calendar.</summary>
    public DemoMoments Moments { get; }

    /// <summary>Whether the folder stays when the demo is over.</summary>
    public bool IsKept { get; init; }

    /// <summary>The repository in it.</summary>
    public Repository Repository => Repository.Find(Machine(person: null, TextWriter.Null));

    /// <summary>What an environment asks of a plan.</summary>
    public GateSettings Gates(string environment) => Repository.Gates().Environments.GetValueOrDefault(environment) ?? new GateSettings();

    /// <summary>Copies the checkout.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="run">This program's command line.</param>
    /// <param name="keep">Whether the copy stays.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The checkout is none, or has no environments to play in.</exception>
    public static async Task<DemoWorld> MakeAsync(Host host, RunCommandLine run, bool keep, CancellationToken cancellation)
    {
        string root = Repository.Find(host).Root;
        DateTimeOffset now = Moment.WholeSeconds(host.Clock.GetUtcNow());
        string folder = host.Folders.CreateTemporary("infra-demo-");
        try
        {
            await DemoCopy.MakeAsync(host, root, folder, now, cancellation);
            DemoWorld world = new(host, run, folder, now) { IsKept = keep };
            world.Clock.MoveTo(world.Moments.Open(now));
            return world;
        }
        catch
        {
            host.Folders.Delete(folder);
            throw;
        }
    }

    /// <summary>Carries a command out.</summary>
    /// <returns>What it wrote, both streams in the order of writing, and its exit code.</returns>
    public async Task<(string Output, int ExitCode)> RunAsync(TypedCommand command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        Clock.Tick();
        (string output, int exitCode) = command.Program switch
        {
            TypedProgram.Infra => await InfraAsync(command, cancellation),
            TypedProgram.Git => await GitAsync([.. command.Arguments], cancellation),
            _ => Echo(command.Arguments[0], command.Arguments[1] + "\n"),
        };
        said = output;
        return (output, exitCode);
    }

    /// <summary>The digest that the last command named last.</summary>
    public string Digest => DigestForm().Matches(said) is [.., var last] ? last.Value : throw new InvalidOperationException($"No digest was named: {said}");

    /// <summary>The only branch below a folder that is not merged yet, as the last command made it.</summary>
    public async Task<string> BranchAsync(string folder, CancellationToken cancellation)
    {
        byte[] listed = await new GitProcess(Folder, patience: outside.Patience).RunAsync(["for-each-ref", "--no-merged=main", "--format=%(refname:lstrip=2)", $"refs/heads/{folder}"], [0], cancellation);
        return Encoding.UTF8.GetString(listed).Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var only] ? only : throw new InvalidOperationException($"There is not one branch below {folder} that waits to be merged.");
    }

    /// <summary>Who has to approve an envelope still, each with a role.</summary>
    public async Task<ImmutableArray<(string Person, string Role)>> ApproversAsync(string file, CancellationToken cancellation)
    {
        Host host = Machine(person: null, TextWriter.Null);
        Repository repository = Repository.Find(host);
        Envelope envelope = new Sealer(host, repository).Read(file);
        ApprovalVerdict verdict = await new Gatekeeper(host, repository).ApprovalsAsync(envelope, emergency: false, cancellation);
        return new DemoApprovers(Approvals).For([.. verdict.Slots.Where(s => s.Person is null).Select(s => s.Role)], [.. verdict.Approvals.Select(a => a.Person)]);
    }

    /// <summary>Something that an environment made in the emulated cloud and that a person could click at: a bucket whose versions are kept, or else a cluster.</summary>
    /// <returns>Its id, a property of it, and another value for that.</returns>
    public (string Id, string Path, string Value) Clickable(string environment)
    {
        Host host = Machine(person: null, TextWriter.Null);
        var made = new StackBackends(host, Repository.Find(host)).Cloud(environment).Show();
        return made.FirstOrDefault(e => e.Type == "gcp:storage/bucket:Bucket") is { } bucket ? (bucket.Id, "versioning.enabled", "false")
            : made.FirstOrDefault(e => e.Type == "gcp:container/cluster:Cluster") is { } cluster ? (cluster.Id, "resourceLabels.owner", "somebody")
            : throw new InfraException(ErrorKind.Configuration, $"{environment} makes no bucket and no cluster, and the demo changes one by hand. Write one into stacks/Pulumi.{environment}.yaml.");
    }

    /// <summary>The text of a file of the copy.</summary>
    public string Read(string file) => Repository.ReadText(file);

    /// <summary>Writes a file of the copy.</summary>
    public void Write(string file, string text) => outside.Folders.Write(Path.Combine(Folder, file), text);

    /// <summary>Makes a key for each person of the list, and lists their public halves.</summary>
    public void MakeKeys() =>
        Write("stacks/delivery/approvals.yaml", DemoKeys.Make(outside.Files, Folder, Approvals, Read("stacks/delivery/approvals.yaml"), Clock.Now));

    /// <summary>Deletes the copy, unless it is kept.</summary>
    public void Dispose()
    {
        if (!IsKept)
        {
            outside.Folders.Delete(Folder);
        }
    }

    private async Task<(string, int)> InfraAsync(TypedCommand command, CancellationToken cancellation)
    {
        await using StringWriter output = new();
        int exitCode = await run([.. command.Arguments], Machine(command.Person, output), cancellation);
        return (output.ToString(), exitCode);
    }

    private async Task<(string, int)> GitAsync(string[] arguments, CancellationToken cancellation)
    {
        (int exitCode, byte[] output, string complaint) = await new GitProcess(Folder, patience: outside.Patience).ExecuteAsync(arguments, cancellation, environment: DemoCopy.Dated(Clock.Now));
        return (Encoding.UTF8.GetString(output) + complaint, exitCode);
    }

    private (string, int) Echo(string file, string text)
    {
        Write(file, text);
        return ("", 0);
    }

    private Host Machine(string? person, TextWriter output) => outside with
    {
        Out = output,
        Error = output,
        In = TextReader.Null,
        CanAsk = false,
        ErrorIsTerminal = false,
        Folder = Folder,
        Clock = Clock,
        Variable = name => name switch
        {
            "USER" => "demo",
            SigningKeys.FileVariable => person is null ? null : DemoKeys.FileOf(person),
            _ => Passed.Contains(name, StringComparer.Ordinal) ? outside.Variable(name) : null,
        },
    };

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex DigestForm();
}
