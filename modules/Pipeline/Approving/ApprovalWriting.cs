using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Approving;

/// <summary>Makes a record of approvals by whoever is at the keyboard, signs it where there is a key, and puts it on the ledger and the audit record.</summary>
public static class ApprovalWriting
{
    /// <summary>A record by the person of the key, or else of the machine's account.</summary>
    /// <exception cref="InfraException">approvals.yaml does not know that person, or does not trust that key now.</exception>
    public static ApprovalRecord Record(Host host, Repository repository, ApprovalSettings settings, ApprovalSubject subject, ApprovalRecordKind kind, string? reason)
    {
        using SigningKey? key = SigningKeys.AtHand(host, repository);
        string actor = AuditTrail.Actor(host, repository);
        DateTimeOffset now = new AuditTrail(host, repository, subject.Backend).Now();
        ApprovalPerson? person = key is null ? settings.Person(actor) : ListedKey.Owner(settings, key, actor, now);
        return new ApprovalRecord
        {
            Kind = kind,
            Envelope = subject.Digest,
            Environment = subject.Environment,
            Person = person?.Name ?? throw new InfraException(
                ErrorKind.Configuration,
                $"stacks/delivery/approvals.yaml does not know {Printable.Text(actor)}. Only people listed there approve: {string.Join(", ", settings.People.Select(p => p.Name))}. Name your key with INFRA_SIGNING_KEY_FILE; in a dry run git config user.email or --as says who you are."),
            At = now,
            Reason = reason ?? "",
        };
    }

    /// <summary>Makes sure that whoever approves has the role.</summary>
    /// <exception cref="InfraException">They have not; their roles are named.</exception>
    public static void RequireRole(ApprovalSettings settings, ApprovalRecord record)
    {
        if (!settings.RolesOf(record.Person).Contains(record.Role, StringComparer.Ordinal))
        {
            throw new InfraException(
                ErrorKind.Configuration, $"{record.Person} is not in the role {Printable.Text(record.Role)} of stacks/delivery/approvals.yaml; theirs are: {string.Join(", ", settings.RolesOf(record.Person).DefaultIfEmpty("none"))}. Pass one of them.");
        }
    }

    /// <summary>Signs where there is a key, and writes it down.</summary>
    public static async Task<ApprovalRecord> AddAsync(Host host, Repository repository, ApprovalSubject subject, ApprovalRecord record, string action, CancellationToken cancellation)
    {
        using SigningKey? key = SigningKeys.AtHand(host, repository);
        if (key is null && subject.Backend != "local")
        {
            throw new InfraException(ErrorKind.Configuration, $"A bare name counts on the local backend only. Name a key with INFRA_SIGNING_KEY_FILE{(subject.Envelope is null ? "" : ", or approve in the pull request")}.");
        }

        AuditTrail trail = new(host, repository, subject.Backend);
        return await trail.DoAsync(
            trail.Entry(action, subject.Environment, subject.Backend, envelope: subject.Envelope, reason: record.Reason) with { Verdicts = Said(subject, record) },
            async () =>
            {
                return (await trail.Ledger.AddAsync(record, key, cancellation), "succeeded");
            },
            cancellation);
    }

    // Who said it, which with a key need not be whose account this is, and what of.
    private static ImmutableSortedDictionary<string, string> Said(ApprovalSubject subject, ApprovalRecord record) => ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new (string Key, string? Value)[] { ("Override", subject.Envelope is null ? subject.Digest : null), ("Person", record.Person), ("Revokes", record.Revokes), ("Role", record.Role) }
            .Where(v => !string.IsNullOrEmpty(v.Value)).Select(v => KeyValuePair.Create(v.Key, v.Value!)));
}
