using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infra.Delivery.Envelopes;

namespace Infra.Delivery.Approvals;

/// <summary>One of the two people who recover the audit record says so.</summary>
/// <param name="Person">The name in stacks/delivery/approvals.yaml.</param>
/// <param name="At">When, in whole seconds of UTC.</param>
/// <param name="Signature">Over the recovery, the person and the time.</param>
public sealed record RecoveryConsent(string Person, DateTimeOffset At, EnvelopeSignature Signature)
{
    /// <summary>What is signed: the digest of a recovery with the person and the time.</summary>
    public static string Signed(string recovery, string person, DateTimeOffset at) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{recovery}\n{person}\n{Time(at)}\n")));

    /// <summary>Signs a recovery.</summary>
    public static RecoveryConsent Of(Recovery recovery, string person, DateTimeOffset at, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(recovery);
        ArgumentNullException.ThrowIfNull(key);
        return new(person, at, key.Sign(Recovery.Purpose, Signed(recovery.Digest, person, at)));
    }

    /// <summary>Whether one of these keys made it, over this recovery and while the key was trusted.</summary>
    public bool IsBy(IEnumerable<VerifyingKey> keys, string recovery) => keys.Any(k => k.Verifies(Signature, Recovery.Purpose, Signed(recovery, Person, At), At));

    /// <summary>Reads what <see cref="ToString"/> writes; null where a text is none.</summary>
    public static RecoveryConsent? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] value = new byte[64];
        return text.Split(' ') is [var person, var at, var key, var signature]
            && DateTimeOffset.TryParseExact(at, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            && Convert.TryFromBase64String(signature, value, out int length) && length == value.Length
            ? new RecoveryConsent(person, time, new EnvelopeSignature(key, [.. value]))
            : null;
    }

    /// <summary><c>PERSON TIME KEY SIGNATURE</c>, the signature in Base64.</summary>
    public override string ToString() => $"{Person} {Time(At)} {Signature.KeyId} {Convert.ToBase64String(Signature.Value.AsSpan())}";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
