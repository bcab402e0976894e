using Infra.Model.Values;
using Pulumi;

namespace Infra.Cloud.Keys;

/// <summary>What <see cref="ServiceAgents"/> is made from.</summary>
public sealed record ServiceAgentsArgs
{
    /// <summary>The project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Its number.</summary>
    public required ProjectNumber ProjectNumber { get; init; }

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
