using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra preview ENV</c>: the plan of an environment, judged by the rules. Changes nothing.</summary>
internal static class PreviewCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Option<string?> file = new("--out") { Description = "Also write the plan as JSON to this file.", HelpName = "FILE" };
        Option<bool> detailed = Parameters.DetailedExitCode();
        Option<bool> expectChanges = new("--expect-changes") { Description = "Exit with 7 when there is nothing to do." };
        Option<bool> seal = new("--seal") { Description = "Write an envelope to the file of --out: the plan, sealed against everything that it was made from." };
        Option<bool> localOnly = new("--local-only") { Description = "Seal although the tree has changes that are not committed; such an envelope is good on the local backend only." };
        Command command = new("preview", "Show what an update would do. Needs no cloud credentials and changes nothing.")
        {
            environment, format, file, kind, detailed, expectChanges, seal, localOnly,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(environment);
            if (parsed.GetValue(seal) && parsed.GetValue(file) is null)
            {
                throw new InfraException(ErrorKind.Configuration, "--seal needs --out FILE: an envelope is a file that is approved and applied.");
            }

            Repository repository = Repository.Find(host);
            PlanFile? target = parsed.GetValue(file) is { } named ? new(host, repository, new PlanTarget(named, parsed.GetValue(seal), parsed.GetValue(localOnly))) : null;
            await (target?.RequireApartAsync(cancellation) ?? Task.CompletedTask);
            IBackend backend = new StackBackends(host, repository).Of(name, parsed.GetRequiredValue(kind));
            Plan plan = await backend.PreviewAsync(cancellation);
            BackendNotices.Write(host, backend);
            await (target?.WriteAsync(plan, backend, cancellation) ?? Task.CompletedTask);
            PlanOutput.Write(host, plan, parsed.GetValue(format));
            PolicyReport report = new PolicyCheck(host, repository).OfStack(name, plan);
            PolicyOutput.WriteBelowPlan(host, report, parsed.GetValue(format));
            ExitCode code = !report.IsClean ? ExitCode.Policy : plan.Summary.HasChanges
                ? parsed.GetValue(detailed) ? ExitCode.ChangesFound : ExitCode.Ok
                : parsed.GetValue(expectChanges) ? ExitCode.NoChanges : ExitCode.Ok;
            return (int)code;
        });
        return command;
    }
}
