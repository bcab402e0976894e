using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>The audit record of a backend: read as a whole, added to at its end.</summary>
public interface IAuditRecords
{
    /// <summary>The whole record, verified.</summary>
    /// <param name="anchor">A record that must be in it; null for none that the caller knows.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">It cannot be read.</exception>
    Task<AuditChain> ReadAsync(AuditAnchor? anchor, CancellationToken cancellation);

    /// <summary>Adds an entry after whatever is the last one.</summary>
    /// <returns>The record, durable.</returns>
    /// <exception cref="InfraException">The record is broken, cannot be signed, or stays busy.</exception>
    Task<AuditRecord> AppendAsync(AuditEntry entry, CancellationToken cancellation);
}
