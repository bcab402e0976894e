using System.CommandLine;
using Infra.Delivery.Audit;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra audit verify</c>: whether the record is whole.</summary>
internal static class AuditVerify
{
    public static Command Build(Host host)
    {
        Option<AuditAnchor?> anchor = new("--anchor")
        {
            Description = "A record that must be there, as an earlier verification printed it; in a dry run by default the one that this machine remembers, and otherwise those that jobs copied to the audit bucket are asked for anyway.",
            HelpName = "N:HASH",
            CustomParser = result => AuditAnchor.Parse(result.Tokens[^1].Value),
        };
        Option<string> backend = Parameters.Backend();
        Command verify = new("verify", "Check that no record was edited, deleted, moved or cut off; names the first broken one.") { anchor, backend };
        verify.SetAction(async (parsed, cancellation) =>
        {
            AuditTrail trail = new(host, Repository.Find(host), parsed.GetValue(backend)!);
            AuditChain chain = await trail.ReadAsync(parsed.GetValue(anchor), cancellation);
            AuditOutput.WriteVerdict(host, chain, trail);
            return (int)(chain.Fault is null ? ExitCode.Ok : ExitCode.Error);
        });
        return verify;
    }
}
