using System.CommandLine;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra approvals list|revoke FILE</c>, <c>infra approvals key</c> and <c>infra approvals owners ENV</c>: what approvals an envelope needs and has.</summary>
internal static class ApprovalsCommand
{
    public static Command Build(Host host) => new("approvals", "See and take back approvals of an envelope, see the key that signs them, and ask owners.")
    {
        ApprovalsList.Build(host), ApprovalsRevoke.Build(host), ApprovalsKey.Build(host), ApprovalsOwners.Build(host),
    };
}
