using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A registration or a read.</summary>
public class MockResourceArgs
{
    /// <summary>The type token.</summary>
    public string? Type { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The inputs that are known throughout, without their secret marks.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>The provider's reference, or empty.</summary>
    public string? Provider { get; set; }

    /// <summary>The id of a read or an import, or empty.</summary>
    public string? Id { get; set; }
}
