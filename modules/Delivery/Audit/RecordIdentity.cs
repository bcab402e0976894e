using Infra.Delivery.Envelopes;
using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>What signed records of a repository are made and judged with.</summary>
public sealed record RecordIdentity
{
    /// <summary>The number of the repository at GitHub.</summary>
    public required string Repository { get; init; }

    /// <summary>The environment below whose name in the bucket this job may write; null where it may not, as on a laptop.</summary>
    public string? Owner { get; init; }

    /// <summary>What signs a record.</summary>
    /// <exception cref="InfraException">There is no key for it.</exception>
    public required Func<AuditEntry, IRecordSigner> Signer { get; init; }

    /// <summary>Whether a key that is trusted with such a record signed it.</summary>
    public required Func<AuditRecord, bool> IsSigned { get; init; }

    /// <summary>The hashes of records that one takes out of the chain, as two people decided when they recovered it; none for any other record.</summary>
    public Func<AuditRecord, IEnumerable<string>> SetAside { get; init; } = _ => [];

    /// <summary>How far the record of approvals has come, given the place that the audit record knows of.</summary>
    /// <exception cref="InfraException">The record of approvals is broken, or does not reach that place.</exception>
    public required Func<AuditChain, CancellationToken, Task<AuditAnchor?>> Approvals { get; init; }
}
