using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Recording;

/// <summary>
/// Which key signs which record of a real cloud. What is done to an environment is signed by the environment's key in Cloud KMS, with which only its
/// apply identity may sign; what people and other jobs record, by a key of stacks/delivery/approvals.yaml or stacks/delivery/gates.yaml.
/// </summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class RecordKeys(Host host, Repository repository)
{
    /// <summary>The variable in which a job says as which environment's apply identity it writes.</summary>
    public const string Applies = "INFRA_APPLIES";

    private static readonly ImmutableArray<string> OfEnvironments = ["up", "destroy", "unlock"];

    /// <summary>The copies of records in the bucket.</summary>
    /// <exception cref="InfraException">No environment has a foundation, so nobody knows where the bucket is.</exception>
    public AuditObjects Objects => field ??= new AuditObjects(Bucket);

    /// <summary>The bucket of audit records.</summary>
    /// <exception cref="InfraException">No environment has a foundation, so nobody knows where it is; or they name several.</exception>
    public IAuditBucket Bucket => field ??= host.Google.Bucket(Foundations().Select(f => f.AuditBucket).Distinct().ToArray() switch
    {
        [var one] => one,
        [] => throw new InfraException(ErrorKind.Configuration, "No environment has a foundation.yaml that was not made up by a dry run, so nobody knows where audit records are kept. Run `infra bootstrap --backend pulumi` first."),
        var several => throw new InfraException(ErrorKind.Configuration, $"Environments name several audit buckets, and there is one: {string.Join(", ", several.Select(b => b.Value).Order(StringComparer.Ordinal))}. Write the one that bootstrap made to each foundation.yaml."),
    });

    /// <summary>What records of this repository are signed and judged with.</summary>
    /// <exception cref="InfraException">A key cannot be read.</exception>
    public async Task<RecordIdentity> IdentityAsync(AuditTrail trail, CancellationToken cancellation)
    {
        Dictionary<string, VerifyingKey> environments = new(StringComparer.Ordinal);
        foreach (Foundation foundation in Foundations())
        {
            environments[foundation.Stack.Value] = new VerifyingKey($"{foundation.Stack}-audit", await host.Google.PublicPem(foundation.AuditKey, cancellation), DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        }

        ApprovalSettings people = repository.Approvals();
        ImmutableArray<VerifyingKey> listed = [.. repository.Gates().Keys, .. people.People.SelectMany(p => p.Keys)];
        bool IsSigned(AuditRecord record) => record.Signature is { } signature && (OfEnvironments.Contains(record.Entry.Action, StringComparer.Ordinal)
            ? environments.TryGetValue(record.Entry.DeploymentTarget, out VerifyingKey? key) && key.Verifies(signature, AuditRecord.Purpose, record.Hash, record.Entry.Timestamp)
            : listed.Concat(environments.Values).Any(k => k.Verifies(signature, AuditRecord.Purpose, record.Hash, record.Entry.Timestamp))
                && (record.Entry.Action != Recovery.Action || Recovery.Of(record, people) is not null));

        return new RecordIdentity
        {
            Repository = trail.RepositoryNumber,
            Owner = Owner,
            Signer = Signer,
            IsSigned = IsSigned,
            SetAside = record => record.Entry.Action == Recovery.Action && IsSigned(record) ? Recovery.Of(record, people)!.SetAside : [],
            Approvals = trail.Ledger.TipAsync,
        };
    }

    /// <summary>The environment whose apply identity this job says that it is, or bootstrap; null on a laptop and in other jobs. Google decides whether it may write and sign as that.</summary>
    public string? Owner => host.Variable(Applies) is { Length: > 0 } name && (name == BootstrapSettings.Stack.Value || Foundations().Any(f => f.Stack.Value == name)) ? name : null;

    private IRecordSigner Signer(AuditEntry entry)
    {
        // Bootstrap makes the keys of environments, and has none.
        if (OfEnvironments.Contains(entry.Action, StringComparer.Ordinal) || (Owner is not null && Owner != BootstrapSettings.Stack.Value))
        {
            string name = Owner ?? entry.DeploymentTarget;
            Foundation foundation = Foundations().FirstOrDefault(f => f.Stack.Value == name)
                ?? throw new InfraException(ErrorKind.Configuration, $"stacks/{name}/foundation.yaml does not exist, or a dry run made it up, so no key signs what is done to {name}. Run `infra bootstrap --backend pulumi` first.");
            return host.Google.Signer(foundation.AuditKey);
        }

        return SigningKeys.AtHand(host, repository) is { } key ? new KeyAtHand(key) : throw new InfraException(
            ErrorKind.Configuration, "What is recorded of a real cloud is signed. Name a key that stacks/delivery/approvals.yaml or stacks/delivery/gates.yaml lists with INFRA_SIGNING_KEY_FILE.");
    }

    // What a dry run made up is at nobody's Google, or at that of whoever took the names since: it signs nothing, and vouches for nothing.
    private IEnumerable<Foundation> Foundations() => repository.Environments().Select(repository.Settings).Select(repository.Foundation).OfType<Foundation>().Where(f => !f.IsDryRun);

    private sealed class KeyAtHand(SigningKey key) : IRecordSigner
    {
        public Task<EnvelopeSignature> SignAsync(string purpose, string digest, CancellationToken cancellation) => Task.FromResult(key.Sign(purpose, digest));
    }
}
