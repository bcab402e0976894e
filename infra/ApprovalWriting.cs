using Infra.Model;
using Infra.Pipeline;

namespace Infra;

/// <summary>Makes a record of approvals by whoever is at the keyboard, signs it where there is a key, and puts it on the ledger and the audit record.</summary>
internal static class ApprovalWriting
{
    /// <summary>A record by the person of the key, or else of the machine's account.</summary>
    /// <exception cref="InfraException">approvals.yaml does not know that person or key.</exception>
    public static ApprovalRecord Record(Host host, Repository repository, ApprovalSettings settings, Envelope envelope, ApprovalRecordKind kind, string? reason)
    {
        using SigningKey? key = new Sealing(host, repository).Key();
        string actor = AuditTrail.Actor(host);
        ApprovalPerson? person = key is null ? settings.Person(actor) : settings.People.FirstOrDefault(p => p.Keys.Any(k => k.Id == key.Id));
        return new ApprovalRecord
        {
            Kind = kind,
            Envelope = envelope.Digest,
            Environment = envelope.Plan.Stack,
            Person = person?.Name ?? throw new InfraException(
                ExitCode.Configuration,
                key is null
                    ? $"stacks/approvals.yaml does not know {Printable.Text(actor)}. People of it approve; they are: {string.Join(", ", settings.People.Select(p => p.Name))}."
                    : $"stacks/approvals.yaml lists the key {key.Id} for nobody. Add it below keys: of its person."),
            At = new AuditTrail(host, repository, envelope.Plan.Backend).Now(),
            Reason = reason ?? "",
        };
    }

    /// <summary>Signs where there is a key, and writes it down.</summary>
    public static async Task<ApprovalRecord> AddAsync(Host host, Repository repository, Envelope envelope, ApprovalRecord record, string action, CancellationToken cancellation)
    {
        using SigningKey? key = new Sealing(host, repository).Key();
        if (key is null && envelope.Plan.Backend != "local")
        {
            throw new InfraException(ExitCode.Configuration, "A bare name counts on the local backend only. Name a key with INFRA_SIGNING_KEY_FILE, or approve in the pull request.");
        }

        ApprovalRecord written = key is null ? record : record.SignedBy(key);
        AuditTrail trail = new(host, repository, envelope.Plan.Backend);
        return await trail.DoAsync(
            trail.Entry(action, envelope.Plan.Stack, envelope.Plan.Backend, envelope: envelope, reason: record.Reason),
            async () =>
            {
                await new ApprovalLedger(host, repository, envelope.Plan.Backend).AddAsync(written, cancellation);
                return (written, "succeeded");
            },
            cancellation);
    }
}
