using Infra.Model.Actions;
using Infra.Model.Values;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Generators;

/// <summary>An environment as workflows see it.</summary>
/// <param name="Name">The stack.</param>
/// <param name="Tier">What it is for: development is applied by each push, staging when its release changed, production by a person.</param>
/// <param name="Foundation">Who plans and who applies.</param>
public sealed record DeliveryEnvironment(StackName Name, Tier Tier, Foundation Foundation)
{
    /// <summary>Whether its gates ask for a way back, which the job that seals then rehearses.</summary>
    public bool RehearsesRollback { get; init; }

    /// <summary>Whether a release reaches its regions in phases, which <c>rollout.yml</c> looks after.</summary>
    public bool HasRollout { get; init; }

    /// <summary>The script of the repository that gathers evidence for the gates, its path with slashes and letters that bash leaves alone; null for none.</summary>
    public string? Evidence { get; init; }

    /// <summary>The App ID of the GitHub App that reads a private repository of applications; null for none.</summary>
    public string? ReaderApp { get; init; }

    /// <summary>The GitHub environment of runs that only read.</summary>
    public string Plan => GitHubEnvironments.Plan(Name);

    /// <summary>The GitHub environment of runs that seal, with the key that signs.</summary>
    public string Seal => GitHubEnvironments.Seal(Name);
}
