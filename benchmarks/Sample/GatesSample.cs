using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Git;
using Infra.Model.Plans;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

namespace Infra.Benchmarks;

/// <summary>A repository with the committed stacks, a long audit record on its git ref, and a sealed plan of many steps.</summary>
internal sealed class GatesSample
{
    private const string Environment = "prod";
    private const string Backend = "local";
    private const string Reference = "refs/infra/audit-local";
    private const int LinesPerFile = 1000;

    private static readonly string[] Environments = ["dev", "staging", "prod"];

    // A working day within the years of the calendar; the last record is from the hour before.
    private static readonly DateTimeOffset Now = new(2026, 8, 12, 6, 0, 0, TimeSpan.Zero);

    private readonly Host host;
    private readonly Repository repository;
    private readonly Envelope envelope;
    private readonly int records;

    private GatesSample(Host host, Repository repository, Envelope envelope, int records) =>
        (this.host, this.repository, this.envelope, this.records) = (host, repository, envelope, records);

    /// <summary>Makes the repository in a folder of its own, packed as git packs it in the end.</summary>
    public static string Make(string root, int records)
    {
        string folder = Directory.CreateTempSubdirectory("infra-gates-").FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(root, "stacks"), "*.yaml", SearchOption.AllDirectories).Append(Path.Combine(root, "Pulumi.yaml")))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Git(folder, "init", "--quiet", "--initial-branch=main");
        Git(folder, "add", "--all");
        Git(folder, "commit", "--quiet", "--message", "sample");
        string commit = Git(folder, "rev-parse", "HEAD");
        string lines = Directory.CreateDirectory(Path.Combine(folder, ".git", "lines")).FullName;
        string previous = AuditRecord.NoPrevious;
        for (int file = 0; file * LinesPerFile < records; file++)
        {
            StringBuilder text = new();
            for (int line = 1; line <= LinesPerFile; line++)
            {
                int sequence = (file * LinesPerFile) + line;
                AuditRecord record = new(sequence, previous, Entry(sequence, records, commit));
                previous = record.Hash;
                text.Append(AuditJson.Write(record));
            }

            File.WriteAllText(Path.Combine(lines, string.Create(CultureInfo.InvariantCulture, $"{file:D6}.jsonl")), text.ToString());
        }

        string index = Path.Combine(lines, "index");
        Git(folder, index, "--work-tree", lines, "add", "--force", "--", "*.jsonl");
        Git(folder, "update-ref", Reference, Git(folder, "commit-tree", Git(folder, index, "write-tree"), "-m", "audit"));
        Git(folder, "gc", "--quiet");
        return folder;
    }

    /// <summary>The sample of a folder, with a plan of as many steps.</summary>
    public static async Task<GatesSample> OpenAsync(string folder, int steps, int records)
    {
        Host machine = new() { Out = TextWriter.Null, Error = TextWriter.Null, In = TextReader.Null, Folder = folder, Variable = _ => null, Clock = new StandingClock() };
        string commit = await machine.Git(folder).CommitAsync(GitRef.Parse("HEAD", "the sample"), CancellationToken.None) ?? throw new InvalidOperationException("The sample has no commit.");
        Plan plan = new PolicySample(steps, 1).Input().Plan!;
        Seal seal = new()
        {
            Commit = commit, BaseCommit = null, LocalOnly = false, Packages = "offline", Closure = "", Tool = "", Program = "", Policy = "", Lineage = null, Serial = 0, State = "",
            Providers = ImmutableSortedDictionary<string, string>.Empty, Configuration = ImmutableSortedDictionary<string, string>.Empty,
        };
        return new GatesSample(machine, Repository.Find(machine), new Envelope { Plan = plan, Seal = seal, SealedAt = Now.AddHours(-1), ExpiresAt = Now.AddHours(23) }, records);
    }

    /// <summary>Does one part once, as a command would: nothing is kept from the time before.</summary>
    public async Task MeasureAsync(GatesPart part)
    {
        bool good = part switch
        {
            GatesPart.Record => await new AuditTrail(host, repository, Backend).ReadAsync(null, CancellationToken.None) is { Fault: null } chain && chain.Records.Length == records,
            GatesPart.Rules => new PolicyCheck(host, repository).OfStack(Environment, envelope.Plan).Findings.Length > 0,
            _ => IsWhole((await new Gatekeeper(host, repository).RunAsync(envelope, envelope.Plan, [], [], emergency: false, raised: null, requester: null, CancellationToken.None)).Report),
        };
        if (!good)
        {
            throw new InvalidOperationException($"A measurement did something else than it should: {part}.");
        }
    }

    // Every gate has an answer, none could not be asked, and staging's two hours are read from the record's last lines.
    private static bool IsWhole(GateReport report) =>
        report.Verdicts.Length == Enum.GetValues<GateName>().Length
        && report.Verdicts.All(v => v.Finding.Outcome != GateOutcome.Errored)
        && report.Verdicts.Single(v => v.Gate == GateName.SoakElapsed).Finding.Outcome == GateOutcome.Passed;

    private static AuditEntry Entry(int sequence, int records, string commit)
    {
        // Pairs of a record before and one after; the last is staging's.
        int pair = (sequence + 1) / 2;
        bool end = sequence % 2 == 0;
        bool last = pair == records / 2;
        DateTimeOffset at = Now.AddHours(-5).AddSeconds(sequence - records);
        return new AuditEntry
        {
            DeploymentId = pair.ToString("x32", CultureInfo.InvariantCulture),
            Timestamp = at,
            Phase = end ? AuditPhase.End : AuditPhase.Begin,
            Action = "up",
            DeploymentTarget = last ? "staging" : Environments[pair % Environments.Length],
            Actor = $"person-{pair % 17}",
            Backend = Backend,
            GitCommit = last ? commit : pair.ToString("x40", CultureInfo.InvariantCulture),
            Envelope = "sha256:" + pair.ToString("x64", CultureInfo.InvariantCulture),
            Approvals = [new("meera", "security_team", at.AddMinutes(-9)), new("asha", "platform_team", at.AddMinutes(-5))],
            AffectedServices = ["payments-api", "settlement", $"service-{pair % 101}"],
            RollbackPlan = "re-apply the release before",
            BusinessJustification = $"change {pair}",
            RiskAssessment = $"{pair % 50} medium",
            Verdicts = Enum.GetValues<GateName>().ToImmutableSortedDictionary(g => g.ToString(), g => $"passed: as of change {pair}", StringComparer.Ordinal),
            Outcome = !end ? null : pair % 29 == 0 && !last ? "failed" : "succeeded",
            DurationSeconds = end ? pair % 600 : null,
        };
    }

    private static string Git(string folder, params string[] arguments)
    {
        // A name of an index before the arguments keeps the record's files apart from the stacks.
        string? index = arguments[0].EndsWith("index", StringComparison.Ordinal) ? arguments[0] : null;
        string[] identity = ["-c", "user.name=bench", "-c", "user.email=bench@infra.invalid", "-c", "commit.gpgsign=false", .. arguments.Skip(index is null ? 0 : 1)];
        ToolRun run = index is null ? Tool.Run("git", identity, folder) : Tool.Run("env", [$"GIT_INDEX_FILE={index}", "git", .. identity], folder);
        return run.ExitCode == 0 ? run.Output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {run.Error}");
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
