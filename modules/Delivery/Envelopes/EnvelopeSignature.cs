using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Delivery.Envelopes;

/// <summary>One signature of an envelope's digest: ECDSA over P-256 with SHA-256 (ES256), in the fixed form r and s of 32 bytes each.</summary>
/// <param name="KeyId">The first 32 hex digits of SHA-256 of the public key (SubjectPublicKeyInfo).</param>
/// <param name="Value">The signature, 64 bytes.</param>
public sealed record EnvelopeSignature(string KeyId, ImmutableArray<byte> Value)
{
    /// <summary>The only algorithm.</summary>
    public const string Algorithm = "ES256";

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("keyId", KeyId);
        writer.WriteString("algorithm", Algorithm);
        writer.WriteBase64String("value", Value.AsSpan());
        writer.WriteEndObject();
    }

    internal static EnvelopeSignature Read(JsonElement json)
    {
        EnvelopeJson.Exactly(json, ["keyId", "algorithm", "value"], "signature");
        if (json.GetProperty("algorithm").GetString() != Algorithm)
        {
            throw new FormatException($"signature.algorithm is not {Algorithm}");
        }

        string keyId = json.GetProperty("keyId").GetString() ?? throw new FormatException("signature.keyId is null");
        return json.GetProperty("value").TryGetBytesFromBase64(out byte[]? value) ? new EnvelopeSignature(keyId, [.. value]) : throw new FormatException("signature.value is not Base64");
    }

    /// <inheritdoc />
    public bool Equals(EnvelopeSignature? other) => other is not null && other.KeyId == KeyId && other.Value.AsSpan().SequenceEqual(Value.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(KeyId, StringComparison.Ordinal);
}
