namespace Infra.Pipeline;

/// <summary>What evidence is about: one envelope, or one release.</summary>
/// <param name="Digest">Its digest, <c>sha256:</c> and 64 hex digits.</param>
/// <param name="Word">What it is called in messages: <c>envelope</c> or <c>release</c>.</param>
/// <param name="Commit">The commit whose checks at GitHub are evidence of its tests; null where nobody knows.</param>
/// <param name="Since">When it came to be, where somebody vouches for that; null for a release. The time of evidence is its signer's own word, and a key that had ended by then signed later than it says.</param>
public sealed record EvidenceSubject(string Digest, string Word, string? Commit, DateTimeOffset? Since)
{
    /// <summary>An envelope.</summary>
    public static EvidenceSubject Of(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return new(envelope.Digest, "envelope", envelope.Seal.Commit, envelope.SealedAt);
    }

    /// <summary>A release.</summary>
    public static EvidenceSubject Of(ReleaseId release, string? commit)
    {
        ArgumentNullException.ThrowIfNull(release);
        return new(release.Digest, "release", commit, null);
    }

    /// <summary>Whether a key vouches for evidence about it.</summary>
    public bool IsVouchedBy(VerifyingKey key, Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Signature is { } signature && !(key.Until <= Since) && key.Verifies(signature, Evidence.Purpose, evidence.Digest, evidence.At);
    }
}
