using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra freeze review ENV</c>: says that a person has reviewed an override of windows and freezes, which others recorded and approved.</summary>
internal static class FreezeReview
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> id = new("--id") { Description = "The override, as `infra freeze list` shows it.", HelpName = "ID", Required = true };
        Option<string?> reason = FreezeParameters.RequiredReason();
        Option<string> backend = Parameters.Backend();
        Option<string?> named = Acting.As();
        Command command = new("review", "Close the review that an override left open; anybody of stacks/delivery/approvals.yaml who neither recorded nor approved it may. Signed like an approval.") { environment, id, reason, backend, named };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackName stack = repository.Stack(parsed.GetRequiredValue(environment));
            AuditTrail trail = new(host, repository, parsed.GetValue(backend)!);
            Reviews reviews = new(repository, trail);
            FreezeOverride reviewed = await reviews.OverrideAsync(stack, parsed.GetRequiredValue(id), cancellation);
            string text = parsed.GetValue(reason) ?? "";
            ApprovalSubject subject = new(reviewed.Digest, stack.Value, trail.Backend, Envelope: null);
            Host acting = await Acting.SaidAsync(host, repository, subject.Backend, parsed.GetValue(named), cancellation);
            ApprovalRecord record = ApprovalWriting.Record(acting, repository, repository.Approvals(), subject, ApprovalRecordKind.Review, text);
            string?[] problems = [OverrideProblems.OfReason(text, "whoever reads the audit record"), await reviews.ProblemAsync(subject, record.Person, cancellation)];
            if (problems.Any(p => p is not null))
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Append("Nothing was reviewed.").OfType<string>()));
            }

            string end = FreezeText.Local(repository.ReadCalendar(), reviewed.Until);
            ApprovalRecord written = await ApprovalWriting.AddAsync(acting, repository, subject, record, "review", cancellation);
            host.Error.Write($"Reviewed the override of {stack} until {end} as {written.Person}{(written.Signature is null ? ", by name alone" : ", signed")}: {written.Id}.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
