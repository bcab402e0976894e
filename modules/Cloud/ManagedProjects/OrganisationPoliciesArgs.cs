using System.Collections.Immutable;
using Pulumi;

namespace Infra.Cloud.ManagedProjects;

/// <summary>What <see cref="OrganisationPolicies"/> are made from.</summary>
public sealed record OrganisationPoliciesArgs
{
    /// <summary>The folder that they hold in: <c>folders/&lt;number&gt;</c>.</summary>
    public required Output<string> Folder { get; init; }

    /// <summary>The rules.</summary>
    public required ImmutableArray<OrganisationRule> Rules { get; init; }

    /// <summary>What must exist before: the API orgpolicy of the seed project. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
