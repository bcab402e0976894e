using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Identity;

/// <summary>What a <see cref="PipelineIdentity"/> is made from.</summary>
public sealed record PipelineIdentityArgs
{
    /// <summary>The names of the environment's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The seed project, which the accounts are in: an environment cannot change who administers it.</summary>
    public required Input<string> SeedProject { get; init; }

    /// <summary>Whose runs may act as the accounts.</summary>
    public required GitHubPool Pool { get; init; }

    /// <summary>The branch.</summary>
    public required GitBranch Branch { get; init; }

    /// <summary>Whether pull requests are planned, from branches of any name: in development alone. Default: false.</summary>
    public bool PlansBranches { get; init; }

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
