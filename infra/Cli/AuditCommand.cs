using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra audit show|verify|recover</c>: what was done to environments, by whom and how it ended.</summary>
internal static class AuditCommand
{
    public static Command Build(Host host) => new("audit", "Read the record of everything that changed an environment, and recover it.")
    {
        AuditShow.Build(host), AuditVerify.Build(host), AuditRecover.Build(host),
    };
}
