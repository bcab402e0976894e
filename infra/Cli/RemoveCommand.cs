using System.CommandLine;
using Infra.Pipeline.Growing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra remove</c>: takes an application or a tenant out of every file that names it, and says what else goes.</summary>
internal static class RemoveCommand
{
    public static Command Build(Host host)
    {
        Argument<string> app = new("NAME") { Description = "The application." };
        Option<bool> secrets = new("--secrets") { Description = "Delete secrets, too, that nobody else reads." };
        Argument<string> tenant = new("NAME") { Description = "The tenant." };
        return new("remove", "Remove an application or a tenant, with what belongs to it alone.")
        {
            GrowthRun.Of(host, "app", "Remove an application, with its workloads and accounts.", [app, secrets], (repository, parsed) => new AppChanges(repository).Remove(parsed.GetRequiredValue(app), parsed.GetValue(secrets))),
            GrowthRun.Of(host, "tenant", "Remove a tenant that has no applications.", [tenant], (repository, parsed) => new AppChanges(repository).RemoveTenant(parsed.GetRequiredValue(tenant))),
        };
    }
}
