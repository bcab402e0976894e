using Infra.Model.Errors;

namespace Infra.Delivery.Envelopes;

/// <summary>Signs records: with a key at hand, or with one that never leaves Cloud KMS.</summary>
public interface IRecordSigner
{
    /// <summary>Signs a digest for a purpose; a signature for one purpose is none for another.</summary>
    /// <exception cref="InfraException">It cannot be signed: who asked may not, or the service did not answer.</exception>
    Task<EnvelopeSignature> SignAsync(string purpose, string digest, CancellationToken cancellation);
}
