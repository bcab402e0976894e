namespace Infra.Pipeline;

/// <summary>Where audit records are kept: read as a whole, added to by compare-and-swap.</summary>
public interface IAuditStore
{
    /// <summary>All records, as lines.</summary>
    /// <exception cref="InfraException">They cannot be read.</exception>
    Task<string> ReadAsync(CancellationToken cancellation);

    /// <summary>The end of the records.</summary>
    /// <exception cref="InfraException">They cannot be read.</exception>
    Task<AuditHead> HeadAsync(CancellationToken cancellation);

    /// <summary>Adds a line if nobody added one since the head was read.</summary>
    /// <returns>False when somebody did; then read the head again.</returns>
    /// <exception cref="InfraException">The store cannot be written.</exception>
    Task<bool> TryAppendAsync(AuditHead head, string line, CancellationToken cancellation);
}
