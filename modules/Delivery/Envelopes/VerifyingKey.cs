using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Delivery.Envelopes;

/// <summary>A public key that is trusted for a time: rotation adds the next before the last ends.</summary>
/// <param name="Name">Whose it is, such as <c>pipeline-2026</c>.</param>
/// <param name="Pem">The public key, PEM.</param>
/// <param name="From">The first moment at which it is trusted.</param>
/// <param name="Until">The first moment at which it is not trusted any more.</param>
public sealed record VerifyingKey(string Name, string Pem, DateTimeOffset From, DateTimeOffset Until)
{
    private static readonly ConcurrentDictionary<string, PublicKey> Known = new(StringComparer.Ordinal);

    /// <summary>The purposes that it may sign for, such as <see cref="Envelope.Purpose"/>; empty, the default, for all.</summary>
    public ImmutableArray<string> Purposes { get; init; } = [];

    /// <summary>The id that signatures name.</summary>
    /// <exception cref="CryptographicException">The PEM is no public key.</exception>
    public string Id => Known.GetOrAdd(Pem, pem => new PublicKey(pem)).Id;

    /// <summary>Whether what it signs at a moment counts.</summary>
    public bool IsTrusted(DateTimeOffset at) => at >= From && at < Until;

    /// <summary>Whether it may sign for a purpose.</summary>
    public bool IsFor(string purpose) => Purposes.IsEmpty || Purposes.Contains(purpose, StringComparer.Ordinal);

    /// <summary>Whether its time is over: then what it signed, whenever that was, opens nothing any more, because whoever has it writes any time they like.</summary>
    public bool HasEnded(DateTimeOffset now) => now >= Until;

    /// <summary>Whether a signature is by this key, for this purpose, over this digest, made while it was trusted.</summary>
    public bool Verifies(EnvelopeSignature signature, string purpose, string digest, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(signature);
        PublicKey key = Known.GetOrAdd(Pem, pem => new PublicKey(pem));
        return IsFor(purpose) && IsTrusted(madeAt) && signature.KeyId == key.Id && key.Verifies(Message(purpose, digest), signature.Value.AsSpan());
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
            else if (named.Length > 0 && named.All(k => !k.IsFor(Envelope.Purpose)))
            {
                yield return $"its key {named[0].Name} does not sign envelopes by what stacks/delivery/gates.yaml says below signs";
            }
            else if (named.Length > 0 && !good)
            {
                yield return $"the signature of the key {named[0].Name} does not fit, or was made when that key was not trusted";
            }
        }

        if (required && !vouched)
        {
            yield return "no key of stacks/delivery/gates.yaml vouches for it";
        }
    }

    /// <summary>The id of a public key, given as SubjectPublicKeyInfo.</summary>
    public static string IdOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey))[..32];

    /// <summary>The bytes that are signed.</summary>
    public static byte[] Message(string purpose, string digest) => Encoding.UTF8.GetBytes($"infra/{purpose}/v1\n{digest}\n");

    // A long record is verified line by line, on all processors: a key is read once, and one that is at work is not shared.
    private sealed class PublicKey
    {
        private readonly string pem;
        private readonly ConcurrentBag<ECDsa> idle = [];

        public PublicKey(string pem)
        {
            this.pem = pem;
            ECDsa key = Import();
            Id = IdOf(key.ExportSubjectPublicKeyInfo());
            idle.Add(key);
        }

        public string Id { get; }

        public bool Verifies(byte[] message, ReadOnlySpan<byte> signature)
        {
            ECDsa key = idle.TryTake(out ECDsa? found) ? found : Import();
            bool verifies = key.VerifyData(message, signature, HashAlgorithmName.SHA256);
            idle.Add(key);
            return verifies;
        }

        private ECDsa Import()
        {
            ECDsa key = ECDsa.Create();
            key.ImportFromPem(pem);
            return key;
        }
    }
}
