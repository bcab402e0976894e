using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra approvals revoke FILE</c>: takes an approval back.</summary>
internal static class ApprovalsRevoke
{
    public static Command Build(Host host)
    {
        Argument<string> file = Parameters.EnvelopeFile();
        Option<string> id = new("--id") { Description = "The approval, as `infra approvals list` shows it.", HelpName = "ID", Required = true };
        Option<string?> reason = Parameters.Reason();
        Option<string?> named = Acting.As();
        Command revoke = new("revoke", "Take an approval back; anybody of stacks/delivery/approvals.yaml may.") { file, id, reason, named };
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

            Host acting = await Acting.SaidAsync(host, repository, envelope.Plan.Backend, parsed.GetValue(named), cancellation);
            ApprovalRecord record = ApprovalWriting.Record(acting, repository, repository.Approvals(), ApprovalSubject.Of(envelope), ApprovalRecordKind.Revoke, parsed.GetValue(reason)) with { Revokes = wanted };
            await ApprovalWriting.AddAsync(acting, repository, ApprovalSubject.Of(envelope), record, "revoke", cancellation);
            host.Error.Write($"Revoked {wanted}.\n");
            return (int)ExitCode.Ok;
        });
        return revoke;
    }
}
