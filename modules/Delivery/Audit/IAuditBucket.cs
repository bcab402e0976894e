using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>The bucket with locked retention: what is in it cannot be changed or deleted, and only the identity that applies to an environment writes below the environment's name.</summary>
public interface IAuditBucket
{
    /// <summary>What stands directly in a folder, in ordinal order; nothing where there is no such folder.</summary>
    /// <param name="folder">The folder, ending with a slash; empty for the top.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The bucket cannot be read.</exception>
    Task<BucketFolder> ListAsync(string folder, CancellationToken cancellation);

    /// <summary>The content of an object; null where there is none.</summary>
    /// <exception cref="InfraException">The bucket cannot be read, or the object is larger than 16 MiB.</exception>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>Writes an object that is not there yet.</summary>
    /// <returns>False where there is one of that name already.</returns>
    /// <exception cref="InfraException">The bucket cannot be written.</exception>
    Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);
}
