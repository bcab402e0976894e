using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>Where audit records are kept: read as a whole, added to by compare-and-swap.</summary>
public interface IAuditStore
{
    /// <summary>Reads all records, oldest first.</summary>
    /// <param name="take">Is given each file of lines as UTF-8 as it arrives; a line does not reach from one into the next.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The version that was read, as in <see cref="AuditHead"/>.</returns>
    /// <exception cref="InfraException">They cannot be read.</exception>
    Task<string> ReadAsync(Action<byte[]> take, CancellationToken cancellation);

    /// <summary>The end of the records.</summary>
    /// <exception cref="InfraException">They cannot be read.</exception>
    Task<AuditHead> HeadAsync(CancellationToken cancellation);

    /// <summary>Adds a line if nobody added one since the head was read.</summary>
    /// <returns>False when somebody did; then read the head again.</returns>
    /// <exception cref="InfraException">The store cannot be written.</exception>
    Task<bool> TryAppendAsync(AuditHead head, string line, CancellationToken cancellation);
}
