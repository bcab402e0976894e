using System.Collections.Immutable;
using System.Security.Cryptography;
using Infra.Machine.Chance;

namespace Infra.Engine.State;

/// <summary>
/// What a state that does not exist yet will be called and keyed with. Drawn once a backend: the preview and the update that follows it must
/// agree on the digests of secrets before there is a file to take the key from.
/// </summary>
internal sealed class FreshIdentity(IEntropy entropy)
{
    private readonly Lazy<string> lineage = new(() => Convert.ToHexStringLower(entropy.Bytes(16)));
    private readonly Lazy<ImmutableArray<byte>> secretKey = new(() => [.. entropy.Bytes(HMACSHA256.HashSizeInBytes)]);

    public string Lineage => lineage.Value;

    public ImmutableArray<byte> SecretKey => secretKey.Value;
}
