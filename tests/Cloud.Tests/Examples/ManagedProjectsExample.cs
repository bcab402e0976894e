using Infra.Cloud.Identity;
using Infra.Cloud.ManagedProjects;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Examples;

internal static class ManagedProjectsExample
{
    public static void Run(StackSettings settings)
    {
        // README modules/Cloud/ManagedProjects/README.md
        var folder = new PlatformFolder("folder", new()
        {
            Organisation = OrganisationId.Of("518203947716"),
            Folder = FolderName.Of("Setu Retail platform"),
        });
        var policies = new OrganisationPolicies("policies", new()
        {
            Folder = folder.Id,
            Rules = OrganisationRule.For(settings.Residency, GitHubPool.Issuer),
        });
        var project = new PlatformProject("dev", new()
        {
            Project = settings.Project,
            Folder = folder.Id,
            BillingAccount = BillingAccountId.Of("01A2B3-C4D5E6-F70819"),
            Apis = PlatformProject.EnvironmentApis,
            After = policies.All,
        });
        var number = project.Number;
        // END
        Assert.NotNull(number);
    }
}
