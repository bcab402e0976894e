using System.CommandLine;
using Infra.Model.Values;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra add app</c>.</summary>
internal static class AddApp
{
    public static Command Build(Host host)
    {
        Argument<KubernetesName> name = ValueArguments.Argument<KubernetesName>("NAME", "The application.");
        Option<KubernetesName?> tenant = ValueArguments.Option<KubernetesName>("--tenant", "TENANT", "The tenant that it belongs to.", isRequired: true);
        Option<KubernetesName?> team = ValueArguments.Option<KubernetesName>("--team", "TEAM", "The team of the tenant that owns it.", isRequired: true);
        Option<RepositoryPath?> path = ValueArguments.Option<RepositoryPath>("--path", "PATH", "The folder of its manifests in the repository of applications; without, apps/NAME.");
        Option<bool> critical = new("--critical") { Description = "A failure of it stops the business." };
        Option<bool> identity = new("--identity") { Description = "Give it an account of its own at Google in every environment, with which it reads secrets." };
        Option<KubernetesName[]> depends = ValueArguments.Options<KubernetesName>("--depends-on", "APP", "An application that must be there before it.");
        Option<Region[]> regions = ValueArguments.Options<Region>("--region", "REGION", "A region that it runs in; without, all.");
        return GrowthRun.Of(host, "app", "Add an application.", [name, tenant, team, path, critical, identity, depends, regions], (repository, parsed) =>
        {
            KubernetesName app = parsed.GetRequiredValue(name);
            return new AppChanges(repository).Add(new NewApp(app, parsed.GetValue(tenant)!, parsed.GetValue(team)!, parsed.GetValue(path) ?? RepositoryPath.Of($"apps/{app}"))
            {
                IsCritical = parsed.GetValue(critical),
                HasIdentity = parsed.GetValue(identity),
                DependsOn = [.. parsed.GetValue(depends) ?? []],
                Regions = [.. parsed.GetValue(regions) ?? []],
            });
        });
    }
}
