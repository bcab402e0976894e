using System.Security.Cryptography;
using System.Text;
using Infra.Model.Errors;

namespace Infra.Delivery.Envelopes;

/// <summary>A private key that vouches for envelopes, approvals and audit records. It stays in memory and is never shown.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa key;

    private SigningKey(ECDsa key) => this.key = key;

    /// <summary>The id that signatures name.</summary>
    public string Id => VerifyingKey.IdOf(key.ExportSubjectPublicKeyInfo());

    /// <summary>The public key as PEM, for the list of trusted keys.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The public key as the lists of approvals.yaml and gates.yaml have it: Base64 of SubjectPublicKeyInfo, 124 characters in one line.</summary>
    public string PublicBase64 => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads a private key.</summary>
    /// <param name="pem">PEM, PKCS #8 or SEC 1, P-256, not encrypted.</param>
    /// <param name="source">Where it came from, for errors: the name of a variable or of a file.</param>
    /// <exception cref="InfraException">It is no such key. The message shows nothing of it.</exception>
    public static SigningKey FromPem(string pem, string source)
    {
        ECDsa read = ECDsa.Create();
        try
        {
            read.ImportFromPem(pem);
            if (read.KeySize != 256 || read.ExportParameters(includePrivateParameters: true).D is null)
            {
                throw new CryptographicException();
            }

            return new SigningKey(read);
        }
        catch (Exception refused) when (refused is ArgumentException or CryptographicException)
        {
            read.Dispose();
            throw new InfraException(
                ErrorKind.Configuration,
                $"{source} does not hold a private key of ECDSA P-256 as PEM, not encrypted (it is not shown). Make one with `openssl ecparam -genkey -name prime256v1 -noout -out FILE`.");
        }
    }

    /// <summary>Signs an envelope's digest; an earlier signature by this key is replaced.</summary>
    public Envelope Sign(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        EnvelopeSignature signature = Sign(Envelope.Purpose, envelope.Digest);
        return envelope with { Signatures = [.. envelope.Signatures.Where(s => s.KeyId != signature.KeyId), signature] };
    }

    /// <summary>Signs a digest for a purpose; a signature for one purpose is none for another.</summary>
    public EnvelopeSignature Sign(string purpose, string digest) => new(Id, [.. key.SignData(VerifyingKey.Message(purpose, digest), HashAlgorithmName.SHA256)]);

    /// <inheritdoc />
    public void Dispose() => key.Dispose();
}
