using System.CommandLine;
using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.Settings.Stacks;

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
                throw new InfraException(ErrorKind.Configuration, "--emergency and --evidence need --plan FILE: both are about one envelope.");
            }

            Repository repository = Repository.Find(host);
            if (parsed.GetRequiredValue(kind) != "local" && parsed.GetValue(file) is null && await new Protection(host, repository).HoldsAsync(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(kind), cancellation))
            {
                throw new InfraException(
                    ErrorKind.GateBlocked, $"{parsed.GetRequiredValue(environment)} is protected: nothing reaches it that was not sealed and approved. Seal with `infra preview {parsed.GetRequiredValue(environment)} --backend pulumi --seal --out FILE`, and pass --plan FILE.");
            }

            if (parsed.GetRequiredValue(kind) != "local" && parsed.GetRequiredValue(environment) == BootstrapSettings.Stack.Value)
            {
                throw new InfraException(ErrorKind.Configuration, "The stack bootstrap of the real cloud is updated by `infra bootstrap --backend pulumi --plan FILE`, which knows its other steps.");
            }

            IBackend backend = new StackBackends(host, repository).Of(
                parsed.GetRequiredValue(environment),
                parsed.GetRequiredValue(kind),
                parsed.GetValue(wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                parsed.GetValue(file) ?? repository.UnsealedFile(parsed.GetRequiredValue(environment)));

            // One lock over both, or the plan could be stale before it is shown.
            using IDisposable held = await backend.LockAsync("up", cancellation);
            OutputFormat asked = parsed.GetValue(format);
            (Plan plan, UpdateOutcome outcome) = await new Applier(host, repository, backend).RunAsync(
                parsed.GetRequiredValue(environment),
                new ApplyRequest
                {
                    Envelope = parsed.GetValue(file),
                    Reason = parsed.GetValue(reason) ?? "",
                    Evidence = parsed.GetValue(evidence) ?? [],
                    Emergency = parsed.GetValue(emergency),
                    Raised = parsed.GetValue(raised),
                    Show = shown =>
                    {
                        if (asked == OutputFormat.Tree)
                        {
                            PlanOutput.Write(host, shown, asked);
                        }
                    },
                    Confirm = asking =>
                    {
                        if (asking.Summary.HasChanges)
                        {
                            Question.Confirm(host, parsed.GetValue(yes), $"Update {asking.Stack}");
                        }
                    },
                },
                cancellation);
            if (plan.Summary.HasChanges || asked == OutputFormat.Json)
            {
                UpdateOutput.Write(host, plan, outcome, asked);
            }

            bool missing = !plan.Summary.HasChanges && parsed.GetValue(expectChanges);
            return (int)(missing && outcome.Succeeded ? ExitCode.NoChanges : ExitCodes.Of(outcome));
        });
        return command;
    }
}
