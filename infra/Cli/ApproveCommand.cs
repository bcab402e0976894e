using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Errors;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra approve FILE --role R</c>: says that a person approves an envelope, or has reviewed an emergency.</summary>
internal static class ApproveCommand
{
    public static Command Build(Host host)
    {
        Argument<string> file = Parameters.EnvelopeFile();
        Option<string?> role = new("--role") { Description = "The role that it is given in, one of stacks/delivery/approvals.yaml.", HelpName = "ROLE" };
        Option<string?> reason = Parameters.Reason();
        Option<bool> emergency = Parameters.Emergency();
        Option<string?> named = Acting.As();
        Option<bool> review = new("--review") { Description = "Close the review that an emergency left open." };
        Command command = new("approve", "Approve exactly this envelope; signed where INFRA_SIGNING_KEY or INFRA_SIGNING_KEY_FILE names a key.") { file, role, reason, emergency, review, named };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            Envelope envelope = new Sealer(host, repository).Read(parsed.GetRequiredValue(file));
            (ApprovalSubject subject, ApprovalSettings settings) = (ApprovalSubject.Of(envelope), repository.Approvals());
            bool reviews = parsed.GetValue(review);
            if (reviews == parsed.GetValue(role) is not null)
            {
                throw new InfraException(ErrorKind.Configuration, "An approval needs --role, and a review has none. Pass --role ROLE or --review.");
            }

            Host acting = await Acting.SaidAsync(host, repository, subject.Backend, parsed.GetValue(named), cancellation);
            ApprovalRecordKind kind = reviews ? ApprovalRecordKind.Review : ApprovalRecordKind.Approve;
            ApprovalRecord record = ApprovalWriting.Record(acting, repository, settings, subject, kind, parsed.GetValue(reason)) with { Role = parsed.GetValue(role) ?? "", Emergency = parsed.GetValue(emergency) };
            if (!reviews)
            {
                ApprovalWriting.RequireRole(settings, record);
            }
            else if (await new Reviews(repository, new AuditTrail(host, repository, envelope.Plan.Backend)).ProblemAsync(subject, record.Person, cancellation) is { } problem)
            {
                throw new InfraException(ErrorKind.Configuration, problem);
            }

            ApprovalRecord written = await ApprovalWriting.AddAsync(acting, repository, subject, record, reviews ? "review" : "approve", cancellation);
            host.Error.Write($"{(reviews ? "Reviewed" : "Approved")} {envelope.Digest} as {written.Person}{(written.Signature is null ? ", by name alone" : ", signed")}: {written.Id}.\n");
            if (!reviews)
            {
                ApprovalOutput.Write(host, await new Gatekeeper(host, repository).ApprovalsAsync(envelope, parsed.GetValue(emergency), cancellation), envelope.Digest, OutputFormat.Tree);
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
