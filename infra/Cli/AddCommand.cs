using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra add</c>: the company grows, and every file that the change needs is written.</summary>
internal static class AddCommand
{
    public static Command Build(Host host) => new("add", "Add an application, a tenant, a secret, a node pool, a bucket, a region or an environment: writes every file that it needs, and shows the plan.")
    {
        AddApp.Build(host), AddTenant.Build(host), AddSecret.Build(host), AddPool.Build(host), AddBucket.Build(host), AddRegion.Build(host), AddEnvironment.Build(host),
    };
}
