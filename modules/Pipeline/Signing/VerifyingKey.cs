using System.Security.Cryptography;
using System.Text;

namespace Infra.Pipeline;

/// <summary>A public key that is trusted for a time: rotation adds the next before the last ends.</summary>
/// <param name="Name">Whose it is, such as <c>pipeline-2026</c>.</param>
/// <param name="Pem">The public key, PEM.</param>
/// <param name="From">The first moment at which it is trusted.</param>
/// <param name="Until">The first moment at which it is not trusted any more.</param>
public sealed record VerifyingKey(string Name, string Pem, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The id that signatures name.</summary>
    /// <exception cref="CryptographicException">The PEM is no public key.</exception>
    public string Id
    {
        get
        {
            using ECDsa key = Import();
            return IdOf(key.ExportSubjectPublicKeyInfo());
        }
    }

    /// <summary>Whether what it signs at a moment counts.</summary>
    public bool IsTrusted(DateTimeOffset at) => at >= From && at < Until;

    /// <summary>Whether its time is over: then what it signed, whenever that was, opens nothing any more, because whoever has it writes any time they like.</summary>
    public bool HasEnded(DateTimeOffset now) => now >= Until;

    /// <summary>Whether a signature is by this key, for this purpose, over this digest, made while it was trusted.</summary>
    public bool Verifies(EnvelopeSignature signature, string purpose, string digest, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(signature);
        using ECDsa key = Import();
        return IsTrusted(madeAt)
            && signature.KeyId == IdOf(key.ExportSubjectPublicKeyInfo())
            && key.VerifyData(Message(purpose, digest), signature.Value.AsSpan(), HashAlgorithmName.SHA256);
    }

    /// <summary>What speaks against the signatures of an envelope: a trusted key that did not make what stands there, or that nobody vouches for it.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="keys">The keys that are trusted with envelopes.</param>
    /// <param name="required">Whether a trusted key must have signed it.</param>
    /// <param name="now">The time, at which that key must still be trusted.</param>
    public static IEnumerable<string> Objections(Envelope envelope, IEnumerable<VerifyingKey> keys, bool required, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        VerifyingKey[] trusted = [.. keys];
        bool vouched = false;
        foreach (EnvelopeSignature signature in envelope.Signatures)
        {
            VerifyingKey[] named = [.. trusted.Where(k => k.Id == signature.KeyId)];
            VerifyingKey? signer = named.FirstOrDefault(k => k.Verifies(signature, Envelope.Purpose, envelope.Digest, envelope.SealedAt));
            bool good = signer?.HasEnded(now) == false;
            vouched |= good;
            if (signer is not null && !good)
            {
                yield return $"its key {signer.Name} ended at {EnvelopeJson.Time(signer.Until)}: what a key signed opens nothing once its time is over";
            }
            else if (named.Length > 0 && !good)
            {
                yield return $"the signature of the key {named[0].Name} does not fit, or was made when that key was not trusted";
            }
        }

        if (required && !vouched)
        {
            yield return "no key of stacks/gates.yaml vouches for it";
        }
    }

    /// <summary>The id of a public key, given as SubjectPublicKeyInfo.</summary>
    public static string IdOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey))[..32];

    /// <summary>The bytes that are signed.</summary>
    public static byte[] Message(string purpose, string digest) => Encoding.UTF8.GetBytes($"infra/{purpose}/v1\n{digest}\n");

    private ECDsa Import()
    {
        ECDsa key = ECDsa.Create();
        key.ImportFromPem(Pem);
        return key;
    }
}
