using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Recording;

/// <summary>Writes the record before and the record after everything that changes an environment. What cannot be recorded is not done.</summary>
public sealed class AuditTrail
{
    private const int MostServices = 200;

    private readonly Host host;
    private readonly Repository repository;
    private readonly string anchorFile;
    private Task<IAuditRecords>? records;

    /// <summary>The trail of a backend: rehearsals have one of their own, so that they do not stand among deployments.</summary>
    public AuditTrail(Host host, Repository repository, string backend)
    {
        this.host = host;
        this.repository = repository;
        Backend = backend;
        Ledger = new ApprovalLedger(host, repository, this);
        anchorFile = Path.Combine(repository.LocalFolder, $"{Name}.anchor");
    }

    /// <summary>The backend whose changes it records.</summary>
    public string Backend { get; }

    /// <summary>The approvals beside it.</summary>
    public ApprovalLedger Ledger { get; }

    /// <summary>Whether its records are signed and held against the bucket: everywhere but in a rehearsal.</summary>
    public bool IsSigned => Backend != "local";

    /// <summary>The number of the repository at GitHub, which every signed record names.</summary>
    public string RepositoryNumber => $"{repository.Bootstrap().RepositoryId}";

    private string Name => IsSigned ? "audit" : "audit-local";

    /// <summary>
    /// A record of lines. Of a real cloud it is a branch of the remote, because rulesets protect branches and no other refs; a rehearsal has a ref
    /// of this clone. Without git both are a file, of which the bucket has what jobs recorded.
    /// </summary>
    public static IAuditStore StoreOf(Host host, Repository repository, string name, string backend) =>
        !repository.IsGit ? new FileAuditStore(host.Files, Path.Combine(repository.LocalFolder, $"{name}.jsonl"))
        : RemoteOf(host, backend) is { } remote ? new GitAuditStore(repository.Git, $"refs/heads/infra/{name}", remote)
        : new GitAuditStore(repository.Git, $"refs/infra/{name}", null);

    /// <summary>The remote that records and branches of releases are pushed to; null for a rehearsal, which stays here.</summary>
    public static string? RemoteOf(Host host, string backend) =>
        backend == "local" ? null : host.Variable("INFRA_AUDIT_REMOTE") is { Length: > 0 } given ? given : "origin";

    /// <summary>
    /// Who is at the keyboard: the person of <c>stacks/delivery/approvals.yaml</c> who has the number of the account at GitHub, or else the account as GitHub or the
    /// machine names it. Evidence of who it was is the identity that the cloud saw.
    /// </summary>
    public static string Actor(Host host, Repository repository) =>
        host.Acting ?? Listed(host.Variable("GITHUB_ACTOR_ID"), repository) ?? new[] { "GITHUB_ACTOR", "USER", "LOGNAME" }.Select(host.Variable).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "unknown";

    // What is wrong with the file is said by those who ask it who may approve; what is done is recorded all the same.
    private static string? Listed(string? number, Repository repository)
    {
        try
        {
            return string.IsNullOrEmpty(number) ? null : repository.Approvals().People.FirstOrDefault(p => p.GitHubId == number)?.Name;
        }
        catch (InfraException)
        {
            return null;
        }
    }

    /// <summary>The chain, verified against an anchor that was given. A signed one is held against the bucket, one of a rehearsal against what this machine remembers.</summary>
    public async Task<AuditChain> ReadAsync(AuditAnchor? anchor, CancellationToken cancellation) =>
        await (await RecordsAsync(cancellation)).ReadAsync(anchor ?? (!IsSigned && host.Files.Read(anchorFile) is { } remembered ? AuditAnchor.Parse(Encoding.UTF8.GetString(remembered)) : null), cancellation);

    /// <summary>The chain, for what decides by it: one that is broken decides nothing.</summary>
    /// <exception cref="InfraException">It is signed and broken. In a rehearsal that is only said where somebody looks.</exception>
    public async Task<AuditChain> WholeAsync(CancellationToken cancellation)
    {
        AuditChain chain = await ReadAsync(null, cancellation);
        return chain.Fault is null || !IsSigned ? chain : throw new InfraException(
            ErrorKind.Failed, $"The audit record is broken: {Printable.Text(chain.Fault)}. Nothing is open while it is. `infra audit verify --backend {Backend}` says where; docs/gates.md says what to do.");
    }

    /// <summary>When a record was there, by a clock that nobody who writes records can set: the bucket's. In a rehearsal its own word.</summary>
    /// <returns>Null where the bucket does not have it from the identity of its environment: then it decides nothing.</returns>
    /// <exception cref="InfraException">The bucket cannot be read.</exception>
    public async Task<DateTimeOffset?> ProvedAsync(AuditRecord record, CancellationToken cancellation) =>
        IsSigned ? await Keys.Objects.CreatedAsync(record.Entry.DeploymentTarget, record, cancellation) : record.Entry.Timestamp;

    /// <summary>What signs records, and who is trusted with what.</summary>
    public RecordKeys Keys => field ??= new RecordKeys(host, repository);

    /// <summary>The record of an envelope that was carried out; null where none was.</summary>
    public async Task<AuditEntry?> AppliedAsync(string envelope, CancellationToken cancellation) =>
        (await WholeAsync(cancellation)).Records.Select(r => r.Entry).LastOrDefault(e => e.Envelope == envelope && e is { CarriesOut: true, Phase: AuditPhase.End, Outcome: "succeeded" or "failed" or "cancelled" });

    /// <summary>Carries an action out between its two records.</summary>
    /// <param name="before">What the record before says; its id, time, actor and phase are filled in.</param>
    /// <param name="action">The action, and how it ended.</param>
    /// <param name="cancellation">Stops the action; the record after is written all the same.</param>
    public async Task<T> DoAsync<T>(AuditEntry before, Func<Task<(T Result, string Outcome)>> action, CancellationToken cancellation)
    {
        long began = host.Clock.GetTimestamp();
        await WriteAsync(before, cancellation);
        string outcome = "failed";
        try
        {
            (T result, outcome) = await action();
            return result;
        }
        catch (InfraException refusal)
        {
            outcome = refusal.Kind switch { ErrorKind.Cancelled => "cancelled", ErrorKind.PlanStale or ErrorKind.GateBlocked or ErrorKind.Policy or ErrorKind.Configuration => "refused", _ => "failed" };
            throw;
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            await WriteAsync(
                before with { Timestamp = Now(), Phase = AuditPhase.End, Outcome = outcome, DurationSeconds = (long)host.Clock.GetElapsedTime(began).TotalSeconds },
                CancellationToken.None);
        }
    }

    /// <summary>An entry about an environment, before its action.</summary>
    public AuditEntry Entry(string action, string environment, string backend, Plan? plan = null, Envelope? envelope = null, string reason = "") => new()
    {
        DeploymentId = Convert.ToHexStringLower(host.Entropy.Bytes(16)),
        Timestamp = Now(),
        Phase = AuditPhase.Begin,
        Action = action,
        DeploymentTarget = environment,
        Actor = Actor(host, repository),
        Backend = backend,
        GitCommit = envelope?.Seal.Commit,
        Envelope = envelope?.Digest,
        AffectedServices = Services(plan),
        BusinessJustification = reason,
    };

    private static ImmutableArray<string> Services(Plan? plan)
    {
        string[] changed = [.. (plan?.Steps ?? []).Where(s => s.Custom && s.Op is not (StepOp.Same or StepOp.Read)).Select(s => s.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return changed.Length <= MostServices ? [.. changed] : [.. changed.Take(MostServices), string.Create(CultureInfo.InvariantCulture, $"and {changed.Length - MostServices} more")];
    }

    private async Task WriteAsync(AuditEntry entry, CancellationToken cancellation)
    {
        AuditRecord record = await (await RecordsAsync(cancellation)).AppendAsync(entry, cancellation);
        if (!IsSigned)
        {
            host.Files.Replace(anchorFile, Encoding.UTF8.GetBytes(new AuditAnchor(record.Sequence, record.Hash).ToString()));
        }
    }

    private Task<IAuditRecords> RecordsAsync(CancellationToken cancellation) => records ??= OpenAsync(cancellation);

    private async Task<IAuditRecords> OpenAsync(CancellationToken cancellation)
    {
        IAuditStore store = StoreOf(host, repository, Name, Backend);
        return IsSigned ? new SignedAuditLog(store, Keys.Objects, await Keys.IdentityAsync(this, cancellation), host.Clock) : new AuditLog(store, host.Clock);
    }

    /// <summary>The time, whole seconds.</summary>
    public DateTimeOffset Now()
    {
        DateTimeOffset now = host.Clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }
}
