using System.CommandLine;
using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
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
        Command command = new("destroy", "Show what would be deleted, ask, and delete it. Protected resources are refused.")
        {
            environment, format, kind, yes, wait, reason,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Destroy {parsed.GetRequiredValue(environment)}");
            Repository repository = Repository.Find(host);
            if (parsed.GetRequiredValue(kind) != "local" && await new Protection(host, repository).HoldsAsync(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(kind), cancellation))
            {
                // There is no envelope of a destroy, so nobody could have approved it.
                throw new InfraException(
                    ErrorKind.GateBlocked,
                    $"{parsed.GetRequiredValue(environment)} is protected: it is not destroyed by one command. Take what is to go out of stacks/Pulumi.{parsed.GetRequiredValue(environment)}.yaml, and apply that as a sealed and approved plan.");
            }

            IBackend backend = new StackBackends(host, repository).Of(
                parsed.GetRequiredValue(environment), parsed.GetRequiredValue(kind), parsed.GetValue(wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

            // One lock over both, or the plan could be stale before it is shown.
            using IDisposable held = await backend.LockAsync("destroy", cancellation);
            Plan plan = await backend.PreviewDestroyAsync(cancellation);
            BackendNotices.Write(host, backend);
            AuditTrail trail = new(host, repository, backend.Name);
            Freezes freezes = new(host, repository, trail);
            bool enforced = backend.Name != "local";
            await freezes.RequireAsync(plan.Stack, ChangeClass.Major, enforced, cancellation);
            OutputFormat asked = parsed.GetValue(format);
            if (asked == OutputFormat.Tree)
            {
                PlanOutput.Write(host, plan, asked);
            }

            Question.Confirm(host, parsed.GetValue(yes), $"Destroy {plan.Stack}");
            GateRun gates = await new Gatekeeper(host, repository, trail).RunAsync(
                envelope: null, plan, [], [], emergency: false, raised: null, AuditTrail.Actor(host, repository), cancellation);
            Carried run = await trail.DoAsync(
                trail.Entry("destroy", plan.Stack, backend.Name, plan, reason: parsed.GetValue(reason) ?? ""),
                async () =>
                {
                    // Whoever was asked may have answered hours later.
                    if (enforced)
                    {
                        await freezes.RequireAsync(plan.Stack, ChangeClass.Major, enforced, cancellation);
                    }

                    // Nobody seals a destroy, so its gates are shown: where they bind, the stack is protected and was refused above.
                    host.Error.Write($"{gates.Summary(plan.Stack)}{(gates.Report.IsOpen ? "" : " Here that is shown and not enforced.")}\n");
                    return await Carried.OutAsync(backend, plan, new StepProgress(host, plan.Steps.Length), cancellation);
                },
                cancellation);
            UpdateOutcome outcome = run.Outcome;
            UpdateOutput.Write(host, plan, outcome, asked);
            return (int)ExitCodes.Of(outcome);
        });
        return command;
    }
}
