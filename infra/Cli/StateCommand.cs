using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra state show|verify|export|import|unlock|mv|rm ENV</c>: looks after the state of the local backend.</summary>
internal static class StateCommand
{
    public static Command Build(Host host) => new("state", "Show, check and repair the recorded state of an environment.")
    {
        StateShow.Build(host), StateVerify.Build(host), StateExport.Build(host), StateImport.Build(host), StateUnlock.Build(host), StateMove.Build(host), StateRemove.Build(host),
    };
}
