using Infra.Delivery.Envelopes;
using Infra.Delivery.Releases;

namespace Infra.Delivery.Gates;

/// <summary>What evidence is about: one envelope, or one release.</summary>
/// <param name="Digest">Its digest, <c>sha256:</c> and 64 hex digits.</param>
/// <param name="Word">What it is called in messages: <c>envelope</c> or <c>release</c>.</param>
/// <param name="Commit">The commit whose checks at GitHub are evidence of its tests; null where nobody knows.</param>
public sealed record EvidenceSubject(string Digest, string Word, string? Commit)
{
    /// <summary>An envelope.</summary>
    public static EvidenceSubject Of(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return new(envelope.Digest, "envelope", envelope.Seal.Commit);
    }

    /// <summary>A release.</summary>
    public static EvidenceSubject Of(ReleaseId release, string? commit)
    {
        ArgumentNullException.ThrowIfNull(release);
        return new(release.Digest, "release", commit);
    }

    /// <summary>Whether a key vouches for evidence. The time of evidence is its signer's own word, so a key whose time is over vouches for nothing.</summary>
    public static bool IsVouchedBy(VerifyingKey key, Evidence evidence, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Signature is { } signature && !key.HasEnded(now) && key.Verifies(signature, Evidence.Purpose, evidence.Digest, evidence.At);
    }
}
