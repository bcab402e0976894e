using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Settings.Reading;

namespace Infra.Cli;

/// <summary><c>infra freeze revoke ENV</c>: takes an approval of an override back. An override that needs it is closed at once, also when it was recorded already.</summary>
internal static class FreezeRevoke
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> id = new("--id") { Description = "The approval, as `infra freeze approve` showed it.", HelpName = "ID", Required = true };
        Option<string?> reason = Parameters.Reason();
        Option<string> backend = Parameters.Backend();
        Option<string?> named = Acting.As();
        Command command = new("revoke", "Take an approval of an override back; anybody of stacks/delivery/approvals.yaml may.") { environment, id, reason, backend, named };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackName stack = repository.Stack(parsed.GetRequiredValue(environment));
            string wanted = parsed.GetRequiredValue(id);
            ApprovalRecord approval = (await new AuditTrail(host, repository, parsed.GetValue(backend)!).Ledger.ReadAsync(cancellation))
                .FirstOrDefault(r => r is { Kind: ApprovalRecordKind.Approve, Emergency: true } && r.Environment == stack.Value && r.Id == wanted)
                ?? throw new InfraException(ErrorKind.Configuration, $"No override of {stack} has an approval '{Printable.Text(wanted)}'. `infra freeze approve` and `infra freeze override` name them.");
            ApprovalSubject subject = new(approval.Envelope, stack.Value, parsed.GetValue(backend)!, Envelope: null);
            Host acting = await Acting.SaidAsync(host, repository, subject.Backend, parsed.GetValue(named), cancellation);
            ApprovalRecord record = ApprovalWriting.Record(acting, repository, repository.Approvals(), subject, ApprovalRecordKind.Revoke, parsed.GetValue(reason)) with { Revokes = wanted };
            await ApprovalWriting.AddAsync(acting, repository, subject, record, "revoke", cancellation);
            host.Error.Write($"Revoked {wanted}.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
