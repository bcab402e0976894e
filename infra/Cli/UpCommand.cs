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
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<bool> yes = Parameters.Yes();
        Option<int?> wait = Parameters.Wait();
        Option<bool> expectChanges = new("--expect-changes") { Description = "Exit with 7 when there is nothing to do." };
        Option<string?> file = new("--plan") { Description = "Carry out exactly this envelope, made by `infra preview ENV --seal --out FILE`.", HelpName = "FILE" };
        Option<string?> reason = Parameters.Reason();
        Option<string[]> evidence = Parameters.Evidence();
        Option<bool> emergency = Parameters.Emergency();
        Option<ChangeClass?> raised = Parameters.Class();
        Command command = new("up", "Show what is to be done, ask, and do it. On the local backend this is a rehearsal in a pretended cloud.")
        {
            environment, format, kind, yes, wait, expectChanges, file, reason, evidence, emergency, raised,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Update {parsed.GetRequiredValue(environment)}");
            if (parsed.GetValue(file) is null && (parsed.GetValue(emergency) || parsed.GetValue(evidence) is { Length: > 0 }))
            {
                throw new InfraException(ExitCode.Configuration, "--emergency and --evidence need --plan FILE: both are about one envelope.");
            }

            Repository repository = Repository.Find(host);
            if (parsed.GetRequiredValue(kind) != "local" && parsed.GetValue(file) is null && repository.IsProtected(parsed.GetRequiredValue(environment)))
            {
                throw new InfraException(
                    ExitCode.GateBlocked, $"{parsed.GetRequiredValue(environment)} is protected: nothing reaches it that was not sealed and approved. Seal with `infra preview {parsed.GetRequiredValue(environment)} --backend pulumi --seal --out FILE`, and pass --plan FILE.");
            }

            IBackend backend = repository.Backends.Of(
                parsed.GetRequiredValue(environment),
                parsed.GetRequiredValue(kind),
                parsed.GetValue(wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                parsed.GetValue(file) ?? repository.UnsealedFile(parsed.GetRequiredValue(environment)));

            // One lock over both, or the plan could be stale before it is shown.
            using IDisposable held = await backend.LockAsync("up", cancellation);
            AuditTrail trail = new(host, repository, backend.Name);
            Freezes freezes = new(host, repository, trail);
            bool enforced = parsed.GetValue(file) is not null && repository.IsProtected(parsed.GetRequiredValue(environment));
            Envelope? envelope = parsed.GetValue(file) is { } sealedPlan
                ? await new Sealing(host, repository).OpenAsync(sealedPlan, backend, parsed.GetRequiredValue(environment), cancellation)
                : null;
            Plan plan = envelope?.Plan ?? await backend.PreviewAsync(cancellation);
            Parameters.Notice(host, backend);
            Gating gating = new(host, repository, trail);
            ChangeClassification change = await gating.ClassAsync(envelope, plan, parsed.GetValue(raised), parsed.GetValue(emergency), cancellation);
            await freezes.RequireAsync(plan.Stack, change.Class, enforced, cancellation);
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
            GateRun gates = await gating.RunAsync(
                envelope, plan, [], parsed.GetValue(evidence) ?? [], parsed.GetValue(emergency), parsed.GetValue(raised), AuditTrail.Actor(host, repository), cancellation);
            AuditEntry entry = trail.Entry("up", plan.Stack, backend.Name, plan, envelope, parsed.GetValue(reason) ?? "");
            Carried run = await trail.DoAsync(
                envelope is null ? entry : gates.Into(entry),
                async () =>
                {
                    // Whoever was asked may have answered hours later.
                    if (enforced)
                    {
                        await freezes.RequireAsync(plan.Stack, change.Class, enforced, cancellation);
                    }

                    Enforce(host, repository, gates);
                    if (envelope is not null)
                    {
                        await gating.KeepRulesAsync(envelope, cancellation);
                    }

                    if (envelope is null && backend.Name != "local")
                    {
                        // The program opens what it is given, in development too.
                        await new Sealing(host, repository).WriteUnsealedAsync(plan, backend, cancellation);
                    }

                    return await Carried.OutAsync(backend, plan, new StepProgress(host, steps), cancellation);
                },
                cancellation);
            UpdateOutcome outcome = run.Outcome;
            if (plan.Summary.HasChanges || asked == OutputFormat.Json)
            {
                UpdateOutput.Write(host, plan, outcome, asked);
            }

            bool missing = !plan.Summary.HasChanges && parsed.GetValue(expectChanges);
            return (int)(missing && outcome.Succeeded ? ExitCode.NoChanges : UpdateOutput.ExitCode(outcome));
        });
        return command;
    }

    // Right before the first step: what was open when it was approved may be closed now. A rehearsal without an envelope only shows them.
    private static void Enforce(Host host, Repository repository, GateRun gates)
    {
        string stack = gates.Facts.Plan.Stack;
        bool enforced = gates.Facts.Envelope is not null && repository.IsProtected(stack);
        if (!gates.Report.IsOpen && enforced)
        {
            throw GateOutput.Refusal(gates, stack);
        }

        host.Error.Write($"{GateOutput.Summary(gates, stack)}{(gates.Report.IsOpen ? "" : " Here that is shown and not enforced.")}\n");
    }
}
