using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra freeze list|check|approve|revoke|override|review</c>: when an environment may be changed, and what opens it all the same.</summary>
internal static class FreezeCommand
{
    public static Command Build(Host host) => new("freeze", "Windows and freezes of stacks/delivery/calendar.yaml.")
    {
        FreezeListing.Build(host), FreezeCheck.Build(host), FreezeApprove.Build(host), FreezeRevoke.Build(host), FreezeOverriding.Build(host), FreezeReview.Build(host),
    };
}
