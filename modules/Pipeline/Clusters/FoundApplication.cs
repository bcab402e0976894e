using System.Collections.Immutable;

namespace Infra.Pipeline.Clusters;

/// <summary>An Application as Argo CD has it. Its texts are safe to print: in one line each, and without credentials.</summary>
public sealed record FoundApplication
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The cluster that its objects go to; empty where it names none.</summary>
    public required string Cluster { get; init; }

    /// <summary>The repository of its first source.</summary>
    public required string Repository { get; init; }

    /// <summary>The revision that its first source follows.</summary>
    public required string Follows { get; init; }

    /// <summary>The revision that was last compared with the cluster; empty while nothing was pulled.</summary>
    public required string Revision { get; init; }

    /// <summary><c>Synced</c>, <c>OutOfSync</c> or <c>Unknown</c>.</summary>
    public required string Sync { get; init; }

    /// <summary><c>Healthy</c>, <c>Progressing</c>, <c>Degraded</c>, <c>Suspended</c>, <c>Missing</c> or <c>Unknown</c>.</summary>
    public required string Health { get; init; }

    /// <summary>Conditions that are errors, and why the last sync failed: each with its type first.</summary>
    public required ImmutableArray<string> Errors { get; init; }
}
