using System.Collections.Immutable;
using Infra.Model.Values;
using Pulumi;

namespace Infra.Cloud.ManagedProjects;

/// <summary>What a <see cref="PlatformProject"/> is made from.</summary>
public sealed record PlatformProjectArgs
{
    /// <summary>The project's id. Google Cloud never gives an id back.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>The folder: <c>folders/&lt;number&gt;</c>.</summary>
    public required Input<string> Folder { get; init; }

    /// <summary>Who pays.</summary>
    public required BillingAccountId BillingAccount { get; init; }

    /// <summary>The APIs that must be on before anything else can be, without <c>.googleapis.com</c>.</summary>
    public required ImmutableArray<string> Apis { get; init; }

    /// <summary>Whether the project exists and is taken over by its id; otherwise it is made. Default: false.</summary>
    public bool Adopt { get; init; }

    /// <summary>Whether Pulumi and the provider refuse to delete the project. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: organisation policies. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
