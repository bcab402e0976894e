using System.Collections.Immutable;
using Infra.GitHub.Generators;
using Infra.Model.Actions;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Repositories;

/// <summary>What the wanted state of a repository follows from.</summary>
/// <param name="Settings">What <c>stacks/delivery/github.yaml</c> says.</param>
/// <param name="Delivery">The environments, and who plans and applies them.</param>
/// <param name="People">The numbers at GitHub of people, by their names in <c>stacks/delivery/approvals.yaml</c>.</param>
/// <param name="Approvers">The people whose approvals an environment always needs, by environment.</param>
public sealed record RepositoryOptions(
    RepositorySettings Settings,
    DeliveryOptions Delivery,
    ImmutableSortedDictionary<string, long> People,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Approvers)
{
    /// <summary>The GitHub environments that workflows have, in ordinal order.</summary>
    /// <param name="environments">The environments of stacks/.</param>
    public static ImmutableArray<string> EnvironmentsOf(IEnumerable<string> environments) =>
    [
        .. environments.Select(StackName.Of).SelectMany(e => new[] { GitHubEnvironments.Apply(e), GitHubEnvironments.Plan(e), GitHubEnvironments.Seal(e) })
            .Append(BootstrapSettings.Stack.Value).Append(GitHubEnvironments.Seal(BootstrapSettings.Stack)).Append(GitHubEnvironments.Release).Order(StringComparer.Ordinal),
    ];
}
