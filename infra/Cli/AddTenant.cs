using System.CommandLine;
using Infra.Model.Values;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra add tenant</c>.</summary>
internal static class AddTenant
{
    public static Command Build(Host host)
    {
        Argument<KubernetesName> name = ValueArguments.Argument<KubernetesName>("NAME", "The tenant.");
        Option<GroupAddress?> group = ValueArguments.Option<GroupAddress>("--group", "ADDRESS", "The group of its people; without, NAME@ the company's domain.");
        Option<KubernetesName[]> teams = ValueArguments.Options<KubernetesName>("--team", "TEAM", "A team of it; each has a namespace in every cluster.", isRequired: true);
        return GrowthRun.Of(host, "tenant", "Add a tenant with its teams.", [name, group, teams], (repository, parsed) =>
            new AppChanges(repository).AddTenant(parsed.GetRequiredValue(name), parsed.GetValue(group), [.. parsed.GetRequiredValue(teams)]));
    }
}
