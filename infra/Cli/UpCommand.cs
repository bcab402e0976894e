using System.CommandLine;
using Infra.Model;
using Infra.Pipeline;

namespace Infra.Cli;

/// <summary><c>infra up ENV</c>: shows the plan, asks, and carries it out.</summary>
internal static class UpCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<bool> yes = Parameters.Yes();
        Option<int?> wait = Parameters.Wait();
        Option<bool> expectChanges = new("--expect-changes") { Description = "Exit with 7 when there is nothing to do." };
        Option<string?> file = new("--plan") { Description = "Carry out exactly this envelope, made by `infra preview ENV --seal --out FILE`.", HelpName = "FILE" };
        Option<string?> reason = Parameters.Reason();
        Command command = new("up", "Show what is to be done, ask, and do it. On the local backend this is a rehearsal in a pretended cloud.")
        {
            environment, format, Parameters.Backend(), yes, wait, expectChanges, file, reason,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Update {parsed.GetRequiredValue(environment)}");
            Repository repository = Repository.Find(host);
            IBackend backend = repository.Backend(
                parsed.GetRequiredValue(environment), parsed.GetValue(wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

            // One lock over both, or the plan could be stale before it is shown.
            using IDisposable held = await backend.LockAsync("up", cancellation);
            AuditTrail trail = new(host, repository, backend.Name);
            Freezes freezes = new(host, repository, trail);
            bool enforced = parsed.GetValue(file) is not null && repository.IsProtected(parsed.GetRequiredValue(environment));
            await freezes.RequireAsync(parsed.GetRequiredValue(environment), enforced, cancellation);
            Envelope? envelope = parsed.GetValue(file) is { } sealedPlan
                ? await new Sealing(host, repository).OpenAsync(sealedPlan, backend, parsed.GetRequiredValue(environment), cancellation)
                : null;
            Plan plan = envelope?.Plan ?? await backend.PreviewAsync(cancellation);
            Parameters.Notice(host, backend);
            OutputFormat asked = parsed.GetValue(format);
            if (asked == OutputFormat.Tree)
            {
                PlanOutput.Write(host, plan, asked);
            }

            if (plan.Summary.HasChanges)
            {
                Question.Confirm(host, parsed.GetValue(yes), $"Update {plan.Stack}");
            }

            // Also without changes: dependencies, protection and outputs may differ, which is recorded and touches no cloud.
            int steps = plan.Steps.Count(s => s.Custom && s.Op != StepOp.Same);
            UpdateOutcome outcome = await trail.DoAsync(
                trail.Entry("up", plan.Stack, backend.Name, plan, envelope, parsed.GetValue(reason) ?? ""),
                async () =>
                {
                    // Whoever was asked may have answered hours later.
                    if (enforced)
                    {
                        await freezes.RequireAsync(plan.Stack, enforced, cancellation);
                    }

                    return UpdateOutput.Recorded(await backend.ApplyAsync(plan, new StepProgress(host, steps), cancellation));
                },
                cancellation);
            if (plan.Summary.HasChanges || asked == OutputFormat.Json)
            {
                UpdateOutput.Write(host, plan, outcome, asked);
            }

            bool missing = !plan.Summary.HasChanges && parsed.GetValue(expectChanges);
            return (int)(missing && outcome.Succeeded ? ExitCode.NoChanges : UpdateOutput.ExitCode(outcome));
        });
        return command;
    }
}
