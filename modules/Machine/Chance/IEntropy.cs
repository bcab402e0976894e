using System.Security.Cryptography;

namespace Infra.Machine.Chance;

/// <summary>Where random bytes come from, so that tests can repeat them.</summary>
public interface IEntropy
{
    /// <summary>Random bytes.</summary>
    byte[] Bytes(int count);
}

/// <summary>The operating system's random bytes.</summary>
public sealed class SystemEntropy : IEntropy
{
    /// <inheritdoc />
    public byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);
}
