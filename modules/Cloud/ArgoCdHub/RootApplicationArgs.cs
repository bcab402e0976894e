using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What a <see cref="RootApplication"/> is made from. Its provider is that of the hub.</summary>
public sealed record RootApplicationArgs
{
    /// <summary>The environment.</summary>
    public required StackSettings Settings { get; init; }

    /// <summary>The repository and the environment's release.</summary>
    public required PlatformSource Source { get; init; }

    /// <summary>What must exist before: Argo CD, and the clusters that it knows. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
