using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Model.Values;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra freeze override ENV</c>: opens an environment for an emergency, on the record.</summary>
internal static class FreezeOverriding
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> reason = FreezeParameters.RequiredReason();
        Option<DateTimeOffset?> until = FreezeParameters.Until();
        Option<string[]> approvers = new("--approver") { Description = $"Who approves in which role, again for each; in a dry run only. The roles are {string.Join(" and ", FreezeOverride.Roles)}.", HelpName = "NAME:ROLE" };
        Option<string> backend = Parameters.Backend();
        Option<string?> named = Acting.As();
        Command command = new("override", "Open an environment in spite of windows and freezes, for an emergency: approved by two people (`infra freeze approve`), ended within 24 hours, on the audit record, reviewed afterwards (`infra freeze review`).")
        {
            environment, reason, until, approvers, backend, named,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackName stack = repository.Stack(parsed.GetRequiredValue(environment));
            Host acting = await Acting.SaidAsync(host, repository, parsed.GetValue(backend)!, parsed.GetValue(named), cancellation);
            AuditTrail trail = new(acting, repository, parsed.GetValue(backend)!);
            OverrideRequest request = new()
            {
                Stack = stack,
                Until = parsed.GetValue(until)!.Value,
                Reason = parsed.GetValue(reason) ?? "",
                Approvers = parsed.GetValue(approvers) ?? [],
            };
            RecordedOverride recorded = await new OverrideRecording(acting, repository, trail).RunAsync(request, cancellation);
            string review = ReviewOutput.Asked(recorded.Override, trail.Backend);
            host.Out.Write($"{stack} is open until {FreezeText.Local(recorded.Calendar, request.Until)}. Its review is due until {FreezeText.Local(recorded.Calendar, recorded.ReviewDue)}. {review}\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
