using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra freeze approve ENV</c>: says that a person approves an override of windows and freezes, which somebody else then records.</summary>
internal static class FreezeApprove
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> role = new("--role") { Description = $"The role that it is given in: {string.Join(" or ", FreezeOverride.Roles)}.", HelpName = "ROLE", Required = true };
        Option<string?> reason = FreezeParameters.RequiredReason();
        Option<DateTimeOffset?> until = FreezeParameters.Until();
        Option<string> backend = Parameters.Backend();
        Option<string?> named = Acting.As();
        Command command = new("approve", "Approve exactly this override: this environment, reason and end; signed where INFRA_SIGNING_KEY or INFRA_SIGNING_KEY_FILE names a key.")
        {
            environment, role, reason, until, backend, named,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackName stack = repository.Stack(parsed.GetRequiredValue(environment));
            string text = parsed.GetValue(reason) ?? "";
            DateTimeOffset end = parsed.GetValue(until)!.Value;
            ApprovalSubject subject = new(FreezeOverride.DigestOf(stack.Value, end, text), stack.Value, parsed.GetValue(backend)!, Envelope: null);
            ApprovalSettings settings = repository.Approvals();
            Host acting = await Acting.SaidAsync(host, repository, subject.Backend, parsed.GetValue(named), cancellation);
            ApprovalRecord record = ApprovalWriting.Record(acting, repository, settings, subject, ApprovalRecordKind.Approve, text) with { Role = parsed.GetRequiredValue(role), Emergency = true };
            string[] problems = [.. OverrideProblems.Of(text, record.At, end)];
            if (problems.Length > 0)
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Append("Nothing was approved.")));
            }

            ApprovalWriting.RequireRole(settings, record);
            ApprovalRecord written = await ApprovalWriting.AddAsync(acting, repository, subject, record, "approve", cancellation);
            host.Error.Write(
                $"Approved the override of {stack} until {FreezeText.Local(repository.ReadCalendar(), end)} as {written.Person}{(written.Signature is null ? ", by name alone" : ", signed")}: {written.Id}.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
