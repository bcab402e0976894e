using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra destroy ENV</c>: deletes everything that a stack made.</summary>
internal static class DestroyCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<bool> yes = Parameters.Yes();
        Option<int?> wait = Parameters.Wait();
        Option<string?> reason = Parameters.Reason();
        Command command = new("destroy", "Preview what would be deleted, confirm, delete. Protected resources are refused.")
        {
            environment, format, kind, yes, wait, reason,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Destroy {stack}");
            ApplyRequest request = new()
            {
                Action = "destroy",
                Reason = parsed.GetValue(reason) ?? "",
                Begin = backend => PlanOutput.Begin(host, stack, backend),
                Show = plan => PlanOutput.WriteTree(host, plan, parsed.GetValue(format)),
                Confirm = plan => Question.Confirm(host, parsed.GetValue(yes), $"Destroy {plan.Stack}"),
            };
            Repository repository = Repository.Find(host);
            Host acting = await Acting.QuietlyAsync(host, repository, parsed.GetRequiredValue(kind), cancellation);
            TimeSpan? patience = parsed.GetValue(wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            (Plan plan, UpdateOutcome outcome) = await new StackDestroy(acting, repository).RunAsync(stack, parsed.GetRequiredValue(kind), patience, request, cancellation);
            UpdateOutput.Write(host, plan, outcome, parsed.GetValue(format));
            return (int)ExitCodes.Of(outcome);
        });
        return command;
    }
}
