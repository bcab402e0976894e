using System.Collections.Immutable;
using Pulumi;

namespace Infra.Cloud.Clusters;

/// <summary>What a <see cref="PlatformNamespace"/> is made from.</summary>
public sealed record PlatformNamespaceArgs
{
    /// <summary>The namespace's name.</summary>
    public required string Namespace { get; init; }

    /// <summary>What its pods may reach, and who may reach them; all else is denied.</summary>
    public required ImmutableArray<NetworkException> Exceptions { get; init; }

    /// <summary>What must exist before. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
