using System.Text;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.KeptRules;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Recording;

/// <summary>What bootstrap leaves in the audit bucket: record 0, from which every other follows, and the rules by which a first apply is judged. From then on a bucket without a record is a closed gate.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class FirstRecord(Host host, Repository repository)
{
    private static readonly string Owner = BootstrapSettings.Stack.Value;

    private readonly AuditTrail trail = new(host, repository, "pulumi");

    /// <summary>What is missing; null where nothing is. Rules that were changed since are none of it: they are approved, by those that are kept.</summary>
    /// <exception cref="InfraException">The bucket cannot be read.</exception>
    public async Task<string?> MissingAsync(CancellationToken cancellation)
    {
        AuditAnchor? anchor = (await trail.Keys.Objects.TipsAsync(cancellation)).Longest;
        return anchor is null ? "there is no record 0 in the audit bucket"
            : await new RulesObjects(trail.Keys.Bucket).LastAsync(Owner, anchor.Sequence, cancellation) is null ? "there are no rules in the audit bucket"
            : anchor.Sequence == 0 && (await trail.ReadAsync(null, cancellation)).Fault is { } fault ? $"the branch infra/audit lacks record 0: {fault}"
            : null;
    }

    /// <summary>Writes what is missing.</summary>
    /// <returns>What was written.</returns>
    /// <exception cref="InfraException">No listed key is at hand, or the bucket or the branch cannot be written.</exception>
    public async Task<string> WriteAsync(CancellationToken cancellation)
    {
        if (host.IsJob)
        {
            throw new InfraException(ErrorKind.GateBlocked, "The audit bucket holds no record, or no rules, and no job writes the first ones. A person runs `infra bootstrap --backend pulumi` from their own machine; docs/bootstrap.md says how.");
        }

        using SigningKey key = SigningKeys.AtHand(host, repository) ?? throw new InfraException(
            ErrorKind.Configuration, "Record 0 is signed by whoever runs bootstrap. Name a key that stacks/delivery/approvals.yaml lists with INFRA_SIGNING_KEY_FILE; docs/gates.md says how to make one.");
        ListedKey.RequireAny(repository, key, trail.Now());
        ApprovalSettings people = repository.Approvals();
        RequireEnough(people.People.Count(p => people.RolesOf(p.Name).Contains(RulesBundle.Role, StringComparer.Ordinal)), people.Owners.Length);
        AuditAnchor? anchor = (await trail.Keys.Objects.TipsAsync(cancellation)).Longest;
        long sequence = anchor?.Sequence ?? 0;
        IAuditStore store = AuditTrail.StoreOf(host, repository, "audit", trail.Backend);
        if (anchor is null)
        {
            AuditReading reading = new(signed: true);
            _ = await store.ReadAsync(reading.Add, cancellation);
            RecordIdentity identity = await trail.Keys.IdentityAsync(trail, cancellation);
            if ((await reading.OursAsync(trail.RepositoryNumber)).Any(identity.IsSigned))
            {
                throw new InfraException(
                    ErrorKind.GateBlocked, "The audit bucket holds no record, and the branch infra/audit does: the bucket lost them, so records do not begin again. Two people fill it from the branch: `infra audit recover` (docs/gates.md).");
            }

            AuditEntry entry = trail.Entry("bootstrap", Owner, trail.Backend, reason: "The first record: every other follows it.") with
            {
                Phase = AuditPhase.End, Outcome = "succeeded", DurationSeconds = 0, GitCommit = await CommitAsync(cancellation) is { Length: > 0 } commit ? commit : null,
            };
            AuditRecord unsigned = new(0, AuditRecord.NoPrevious, entry) { Repository = trail.RepositoryNumber };
            AuditRecord record = unsigned with { Signature = key.Sign(AuditRecord.Purpose, unsigned.Hash) };

            // The bucket first: it takes the name once, so two that run at a time leave one record, and the branch follows it.
            await trail.Keys.Objects.CopyAsync(Owner, [record], cancellation);
        }

        if (await new RulesObjects(trail.Keys.Bucket).LastAsync(Owner, sequence, cancellation) is null)
        {
            await new RulesObjects(trail.Keys.Bucket).KeepAsync(Owner, sequence, new RulesBundle(await CommitAsync(cancellation), new SealedFiles(repository).ProgramDigest(), repository.Rules()), cancellation);
        }

        int appended = await MissingLines.AppendAsync(store, trail.Keys.Objects, cancellation);
        return $"record {(anchor is null ? "0 and " : "")}the rules are in the audit bucket{(appended > 0 ? ", and the branch infra/audit has its records" : "")}";
    }

    // Whoever changes the rules does not approve that, so one alone could never change them again.
    private void RequireEnough(int people, int owners)
    {
        if (people == 0)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"stacks/delivery/approvals.yaml has nobody in the role {RulesBundle.Role}, who approve changes of the rules. Without them no rule could ever be changed. Write two people or more.");
        }

        if (people == 1)
        {
            host.Error.Write($"note: One person alone is in the role {RulesBundle.Role} of stacks/delivery/approvals.yaml, and nobody approves what they wrote: they cannot change the rules themselves. Write a second one; docs/gates.md says what a team of one does.\n");
        }

        if (owners == 0)
        {
            host.Error.Write($"note: stacks/delivery/approvals.yaml lists no owners. Where nobody of the role {RulesBundle.Role} can approve any more, because they left or lost account and keys, two owners could, and without them no rule could ever be changed again. Write two below owners; docs/gates.md says what they can do.\n");
        }
    }

    private async Task<string> CommitAsync(CancellationToken cancellation) => await host.Git(repository.Root).CommitAsync(GitRef.Parse("HEAD", "HEAD"), cancellation) ?? "";
}
