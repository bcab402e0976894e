using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra apps list|diff|order ENV</c>: what Argo CD keeps in an environment.</summary>
internal static class AppsCommand
{
    public static Command Build(Host host) => new("apps", "The applications that Argo CD runs in the clusters of an environment.") { AppsList.Build(host), AppsDiff.Build(host), AppsOrder.Build(host) };
}
