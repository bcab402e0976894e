using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>
/// The secrets of one run: what is stored is their keyed digest; the plain values live here, in memory, for as long as the program runs.
/// </summary>
internal sealed class SecretBook(ImmutableArray<byte> key)
{
    private readonly ConcurrentDictionary<string, PropertyValue> plain = new(StringComparer.Ordinal);

    /// <summary>The keyed digest of a plain value, which is remembered.</summary>
    public string Digest(PropertyValue value)
    {
        // Nested secrets are masked to their own digests, so the digest of a whole covers its parts.
        byte[] json = Encoding.UTF8.GetBytes(PropertyJson.Write(value, SecretForm.Digest));
        string digest = Convert.ToHexStringLower(HMACSHA256.HashData(key.AsSpan(), json));
        plain[digest] = value;
        return digest;
    }

    /// <summary>Stored outputs with the plain values of secrets that this run knows, so that the program can use them.</summary>
    public PropertyMap Reveal(PropertyMap outputs) => outputs.ContainsSecret ? ((MapValue)Reveal(PropertyValue.Of(outputs))).Map : outputs;

    private PropertyValue Reveal(PropertyValue value) => value switch
    {
        SecretValue { Plain: null } secret => plain.TryGetValue(secret.Digest, out PropertyValue? known) ? new SecretValue(secret.Digest, known) : secret,
        MapValue map when map.ContainsSecret => PropertyValue.Of(PropertyMap.From(map.Map.Select(e => KeyValuePair.Create(e.Key, Reveal(e.Value))))),
        ListValue list when list.ContainsSecret => PropertyValue.Of([.. list.Items.Select(Reveal)]),
        _ => value,
    };
}
