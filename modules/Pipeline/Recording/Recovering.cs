using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.KeptRules;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Recording;

/// <summary>
/// Lets a broken record go on, on the word of two people and on the record: what the bucket has and the branch has lost is put back, what cannot stand beside
/// it is set aside, a bucket that lost everything is filled from the branch, and rules that no program can read any more are kept anew.
/// </summary>
public sealed class Recovering
{
    private const string Schema = "infra.recovery/v1";

    private readonly Host host;
    private readonly Repository repository;
    private readonly AuditTrail trail;
    private readonly IAuditStore store;
    private readonly string? rules;
    private readonly bool approvalsAnew;

    /// <summary>A recovery of the real cloud's record.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="approvalsAnew">Whether the record of approvals begins anew.</param>
    /// <param name="rules">The environment whose rules are kept anew; null for none.</param>
    public Recovering(Host host, Repository repository, bool approvalsAnew, string? rules)
    {
        // Whoever fills a bucket or keeps rules does that as bootstrap.
        this.host = host with { Variable = name => name == RecordKeys.Applies ? BootstrapSettings.Stack.Value : host.Variable(name) };
        this.repository = repository;
        (this.approvalsAnew, this.rules) = (approvalsAnew, rules);
        trail = new AuditTrail(this.host, repository, "pulumi");
        store = AuditTrail.StoreOf(this.host, repository, "audit", trail.Backend);
    }

    /// <summary>What would be done: the first of two people looks at it, signs it and hands the file to the second.</summary>
    /// <param name="file">The file that is written.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The recovery and its lines for people.</returns>
    /// <exception cref="InfraException">Nothing can be recovered, or whoever asks has no listed key.</exception>
    public async Task<ImmutableArray<string>> ProposeAsync(string file, CancellationToken cancellation)
    {
        (Recovery recovery, ImmutableArray<string> lines, _) = await FindAsync(cancellation);
        RecoveryConsent consent = Consent(recovery);
        host.Files.Replace(Path.GetFullPath(file, host.Folder), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Proposal(Schema, recovery.Digest, consent.ToString()), ProposalJson.Default.Proposal) + "\n"));
        return lines;
    }

    /// <summary>The lines for people of what would be done.</summary>
    public async Task<ImmutableArray<string>> LookAsync(CancellationToken cancellation) => (await FindAsync(cancellation)).Lines;

    /// <summary>Does what the first of two people signed, if the second finds the same.</summary>
    /// <param name="file">The file of the first.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What was done, in lines for people.</returns>
    /// <exception cref="InfraException">Something changed since, the two are not two, or it is still broken.</exception>
    public async Task<ImmutableArray<string>> CarryOutAsync(string file, string reason, CancellationToken cancellation)
    {
        (Recovery recovery, ImmutableArray<string> lines, AuditRecord[] good) = await FindAsync(cancellation);
        ApprovalSettings people = repository.Approvals();
        RecoveryConsent first = Read(file, recovery, people);
        RecoveryConsent second = Consent(recovery);
        if (!Recovery.AreTwo(people, first, second))
        {
            throw new InfraException(
                ErrorKind.GateBlocked, $"Two different people recover the record, and one of them is in the role {RulesBundle.Role}: {first.Person} signed the file, and this is {second.Person}. Have somebody else run it.");
        }

        using SigningKey key = Key();
        AuditEntry entry = trail.Entry(Recovery.Action, rules ?? BootstrapSettings.Stack.Value, trail.Backend, reason: reason) with
        {
            Phase = AuditPhase.End, Outcome = "succeeded", DurationSeconds = 0, Verdicts = recovery.Verdicts(first, second),
        };
        AuditRecord unsigned = new(recovery.Tip.Sequence + 1, recovery.Tip.Hash, entry)
        {
            Repository = recovery.Repository, Approvals = approvalsAnew ? null : good.LastOrDefault(r => r.Approvals is not null)?.Approvals,
        };
        AuditRecord record = unsigned with { Signature = key.Sign(AuditRecord.Purpose, unsigned.Hash) };

        // The bucket first, where it is empty: what it takes nobody takes away again, and everything else is held against it.
        if ((await trail.Keys.Objects.TipsAsync(cancellation)).Longest is null)
        {
            await trail.Keys.Objects.CopyAsync(BootstrapSettings.Stack.Value, good, cancellation);
        }

        if (rules is not null)
        {
            await new RulesObjects(trail.Keys.Bucket).KeepAsync(rules, recovery.Tip.Sequence + 1, await BundleAsync(cancellation), cancellation);
        }

        int restored = await MissingLines.AppendAsync(store, trail.Keys.Objects, cancellation);
        if (!await store.TryAppendAsync(await store.HeadAsync(cancellation), AuditJson.Write(record), cancellation))
        {
            throw new InfraException(ErrorKind.Timeout, "Somebody wrote to the branch infra/audit meanwhile. What was put back stays; run the same again.");
        }

        AuditChain chain = await new AuditTrail(host, repository, trail.Backend).ReadAsync(null, cancellation);
        if (rules is not null && chain.Fault is null)
        {
            RulesBundle kept = await new RulesObjects(trail.Keys.Bucket).ApprovedAsync(rules, chain.Anchor!.Sequence, cancellation);
            if (recovery.Rules != $"{rules}:{kept.Digest}")
            {
                throw new InfraException(ErrorKind.Failed, $"The rules of {rules} were kept, and the bucket has others in their place. Run `infra audit recover --rules {rules}` again: the next ones have a later number.");
            }
        }

        return chain.Fault is null
            ? [.. lines, string.Create(CultureInfo.InvariantCulture, $"{restored} records were put back on the branch, and record {record.Sequence} says who recovered it: {first.Person} and {second.Person}.")]
            : throw new InfraException(ErrorKind.Failed, $"The record was recovered and is still broken: {Printable.Text(chain.Fault)}. Run `infra audit recover` again, which looks at it anew.");
    }

    private async Task<(Recovery Recovery, ImmutableArray<string> Lines, AuditRecord[] Good)> FindAsync(CancellationToken cancellation)
    {
        RecordIdentity identity = await trail.Keys.IdentityAsync(trail, cancellation);
        AuditReading reading = new(signed: true);
        _ = await store.ReadAsync(reading.Add, cancellation);
        AuditRecord[] branch = await reading.OursAsync(trail.RepositoryNumber);
        HashSet<string> aside = [.. branch.SelectMany(identity.SetAside)];
        HashSet<string> seen = [.. branch.Select(r => r.Hash)];
        BucketTips tips = await trail.Keys.Objects.TipsAsync(cancellation, aside, seen.Contains);
        AuditRecord[] kept = tips.Longest is null ? [] : [.. MissingLines.Records(await trail.Keys.Objects.LinesAsync(cancellation)).Where(r => r.Repository == trail.RepositoryNumber)];
        AuditRecord[] all = [.. branch.Concat(kept).Where(r => !aside.Contains(r.Hash))];
        if (Recovery.Choose(all, tips, identity.IsSigned) is not { } chosen)
        {
            throw new InfraException(
                ErrorKind.Failed, "Neither the branch infra/audit nor the audit bucket has a record that leads back to record 0. Records begin anew with `infra bootstrap --backend pulumi`, by a person; what was approved before counts no more.");
        }

        // Objects that no record is behind are set aside together, however many an identity made: all above the last one of it that is a record.
        HashSet<string> known = [.. all.Select(r => r.Hash)];
        string[] garbled = [.. tips.Tips.Where(t => !known.Contains(t.Value.Hash)).Select(t => t.Key)];
        BucketTips records = await trail.Keys.Objects.TipsAsync(cancellation, garbled.Select(o => $"{o}>-1").Concat(aside).ToHashSet(StringComparer.Ordinal), known.Contains);
        string[] empty = [.. garbled.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o}>{records.Tips.GetValueOrDefault(o)?.Sequence ?? -1}"))];
        string[] approvals = approvalsAnew ? await trail.Ledger.SignedAfterAsync(chosen.Tip.Sequence, cancellation) : [];
        AuditRecord[] good = Back(all, chosen.Tip);
        HashSet<string> onBranch = [.. branch.Select(r => r.Hash)];
        Recovery recovery = new(
            trail.RepositoryNumber, chosen.Tip, [.. chosen.SetAside.Select(r => r.Hash).Concat(empty).Concat(approvals).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], approvalsAnew,
            rules is null ? null : $"{rules}:{(await BundleAsync(cancellation)).Digest}");
        return (recovery,
        [
            string.Create(CultureInfo.InvariantCulture, $"The last good record is {chosen.Tip.Sequence}, {chosen.Tip.Hash}."),
            string.Create(CultureInfo.InvariantCulture, $"{good.Count(r => !onBranch.Contains(r.Hash))} records are put back on the branch infra/audit."),
            .. tips.Longest is null ? [string.Create(CultureInfo.InvariantCulture, $"The audit bucket holds no record: {good.Length} are copied to it, by whoever may write as bootstrap.")] : (string[])[],
            .. chosen.SetAside.Select(r => $"set aside: {AuditLine.Of(r).TrimEnd('\n')}  {r.Hash}"),
            .. empty.Select(h => $"set aside: objects of the audit bucket above this place that no record is behind  {h}"),
            .. approvals.Select(h => $"set aside: an approval that names an audit record which is not there  {h}"),
            .. approvalsAnew ? ["The record of approvals begins anew: nothing that was approved before counts."] : (string[])[],
            .. rules is null ? [] : (string[])[$"The rules of this commit are kept as those by which {rules} was last applied."],
        ], good);
    }

    private static AuditRecord[] Back(AuditRecord[] all, AuditAnchor tip)
    {
        Dictionary<string, AuditRecord> byHash = new(StringComparer.Ordinal);
        foreach (AuditRecord record in all.Where(r => !byHash.ContainsKey(r.Hash) || r.Signature is not null))
        {
            byHash[record.Hash] = record;
        }

        List<AuditRecord> found = [];
        for (string hash = tip.Hash; byHash.TryGetValue(hash, out AuditRecord? record); hash = record.Previous)
        {
            found.Add(record);
        }

        found.Reverse();
        return [.. found];
    }

    private async Task<RulesBundle> BundleAsync(CancellationToken cancellation) =>
        new(await host.Git(repository.Root).CommitAsync(GitRef.Parse("HEAD", "HEAD"), cancellation) ?? "", new SealedFiles(repository).ProgramDigest(), repository.Rules());

    private SigningKey Key() => SigningKeys.AtHand(host, repository)
        ?? throw new InfraException(ErrorKind.Configuration, "Whoever recovers the record signs that. Name your key with INFRA_SIGNING_KEY_FILE; docs/gates.md says how to make one.");

    private RecoveryConsent Consent(Recovery recovery)
    {
        using SigningKey key = Key();
        DateTimeOffset now = trail.Now();
        return RecoveryConsent.Of(recovery, ListedKey.Owner(repository.Approvals(), key, AuditTrail.Actor(host, repository), now).Name, now, key);
    }

    private RecoveryConsent Read(string file, Recovery recovery, ApprovalSettings people)
    {
        string shown = Printable.Text(file);
        Proposal? read;
        try
        {
            read = JsonSerializer.Deserialize(NamedFile.Read(host, repository, file).Span, ProposalJson.Default.Proposal);
        }
        catch (JsonException)
        {
            read = null;
        }

        if (read is not { Schema: Schema, Digest: { } digest, Consent: { } text } || RecoveryConsent.TryParse(text) is not { } consent)
        {
            throw new InfraException(ErrorKind.Configuration, $"{shown} is none that `infra audit recover --out FILE` wrote. Have the first of you write it again.");
        }

        return digest != recovery.Digest
            ? throw new InfraException(ErrorKind.PlanStale, $"{shown} is about another state of the record than there is now, or about other options. Look again: `infra audit recover --out FILE`.")
            : !Recovery.IsListed(people, consent, digest)
            ? throw new InfraException(ErrorKind.Configuration, $"{shown} is not signed by a key that stacks/delivery/approvals.yaml lists for {Printable.Text(consent.Person)}. Have somebody who is listed write it.")
            : trail.Now() - consent.At > Recovery.Lifetime || consent.At > trail.Now() + EnvelopeCheck.ClockTolerance
            ? throw new InfraException(ErrorKind.PlanStale, $"{shown} was signed at {Moment.Text(consent.At)}, and counts for a day. Look again: `infra audit recover --out FILE`.")
            : consent;
    }

    internal sealed record Proposal(
        [property: JsonPropertyName("schema")] string? Schema, [property: JsonPropertyName("digest")] string? Digest, [property: JsonPropertyName("consent")] string? Consent);
}

/// <summary>The JSON of a proposal.</summary>
[JsonSerializable(typeof(Recovering.Proposal))]
internal sealed partial class ProposalJson : JsonSerializerContext;
