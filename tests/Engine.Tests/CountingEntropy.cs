using Infra.Machine.Chance;

namespace Infra.Engine.Tests;

/// <summary>Random bytes that are always the same.</summary>
internal sealed class CountingEntropy : IEntropy
{
    public byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)i)];
}
