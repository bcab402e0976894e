using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>An invoke or a call.</summary>
public class MockCallArgs
{
    /// <summary>The token of the function.</summary>
    public string? Token { get; set; }

    /// <summary>The arguments.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    /// <summary>The provider's reference, or empty.</summary>
    public string? Provider { get; set; }
}
