using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra approvals list|revoke FILE</c>, <c>infra approvals key</c> and <c>infra approvals owners ENV</c>: what approvals an envelope needs and has.</summary>
internal static class ApprovalsCommand
{
    public static Command Build(Host host) => new("approvals", "See and take back approvals of an envelope, see the key that signs them, and ask owners.") { List(host), Revoke(host), ApprovalsKey.Build(host), ApprovalsOwners.Build(host) };

    private static Command List(Host host)
    {
        Argument<string> file = Parameters.EnvelopeFile();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<bool> emergency = Parameters.Emergency();
        Command list = new("list", "Show who must approve, who did, and what does not count.") { file, format, emergency };
        list.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            Envelope envelope = new Sealer(host, repository).Read(parsed.GetRequiredValue(file));
            AuditTrail trail = new(host, repository, envelope.Plan.Backend);
            ApprovalOutput.Write(host, await new Gatekeeper(host, repository, trail).ApprovalsAsync(envelope, parsed.GetValue(emergency), cancellation), envelope.Digest, parsed.GetValue(format));
            ReviewOutput.Write(host, (await new Reviews(repository, trail).OpenAsync(cancellation)).Where(r => r.Digest == envelope.Digest));
            return (int)ExitCode.Ok;
        });
        return list;
    }

    private static Command Revoke(Host host)
    {
        Argument<string> file = Parameters.EnvelopeFile();
        Option<string> id = new("--id") { Description = "The approval, as `infra approvals list` shows it.", HelpName = "ID", Required = true };
        Option<string?> reason = Parameters.Reason();
        Command revoke = new("revoke", "Take an approval back; anybody of stacks/delivery/approvals.yaml may.") { file, id, reason };
        revoke.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            Envelope envelope = new Sealer(host, repository).Read(parsed.GetRequiredValue(file));
            string wanted = parsed.GetRequiredValue(id);
            bool known = (await new AuditTrail(host, repository, envelope.Plan.Backend).Ledger.ReadAsync(cancellation))
                .Any(r => r.Kind == ApprovalRecordKind.Approve && r.Envelope == envelope.Digest && r.Id == wanted);
            if (!known)
            {
                throw new InfraException(ErrorKind.Configuration, $"This envelope has no approval '{Printable.Text(wanted)}'. `infra approvals list FILE` shows them.");
            }

            ApprovalRecord record = ApprovalWriting.Record(host, repository, repository.Approvals(), ApprovalSubject.Of(envelope), ApprovalRecordKind.Revoke, parsed.GetValue(reason)) with { Revokes = wanted };
            await ApprovalWriting.AddAsync(host, repository, ApprovalSubject.Of(envelope), record, "revoke", cancellation);
            host.Error.Write($"Revoked {wanted}.\n");
            return (int)ExitCode.Ok;
        });
        return revoke;
    }
}
