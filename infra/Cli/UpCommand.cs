using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra up ENV</c>: shows the plan, asks, and carries it out.</summary>
internal static class UpCommand
{
    public static Command Build(Host host)
    {
        UpParameters given = new();
        Command command = new("up", "Preview, confirm, apply. On the local backend this is a dry run in the emulator.")
        {
            given.Environment, given.Format, given.Kind, given.Yes, given.Wait, given.ExpectChanges, given.File, given.Reason, given.Evidence, given.Emergency, given.Raised,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(given.Environment);
            OutputFormat format = parsed.GetValue(given.Format);
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(given.Yes), $"Update {stack}");
            Repository repository = Repository.Find(host);
            Host acting = await Acting.QuietlyAsync(host, repository, parsed.GetRequiredValue(given.Kind), cancellation);
            ApplyRequest request = given.Request(host, parsed);
            if (request.Envelope is null && (request.Emergency || request.Evidence.Count > 0))
            {
                throw new InfraException(ErrorKind.Configuration, "--emergency and --evidence need --plan FILE: both are about one envelope.");
            }

            TimeSpan? wait = parsed.GetValue(given.Wait) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            (Plan plan, UpdateOutcome outcome) = await new StackUpdate(acting, repository).RunAsync(stack, parsed.GetRequiredValue(given.Kind), wait, request, cancellation);
            if (plan.Summary.HasChanges || format == OutputFormat.Json)
            {
                UpdateOutput.Write(host, plan, outcome, format);
            }

            bool missing = !plan.Summary.HasChanges && parsed.GetValue(given.ExpectChanges);
            return (int)(missing && outcome.Succeeded ? ExitCode.NoChanges : ExitCodes.Of(outcome));
        });
        return command;
    }
}
