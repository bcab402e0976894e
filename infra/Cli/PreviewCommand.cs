using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra preview ENV</c>: the plan of an environment, evaluated by the rules. Changes nothing.</summary>
internal static class PreviewCommand
{
    public static Command Build(Host host)
    {
        PreviewParameters given = new();
        Command command = new("preview", "Show what an update would do. Needs no cloud credentials and changes nothing.")
        {
            given.Environment, given.Format, given.File, given.Summary, given.Show, given.Target, given.Open, given.Kind, given.Detailed, given.ExpectChanges, given.Seal, given.LocalOnly,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            PlanView view = given.View(parsed);
            string name = parsed.GetRequiredValue(given.Environment);
            OutputFormat format = parsed.GetValue(given.Format);
            Repository repository = Repository.Find(host);
            PlanFile? target = given.Written(parsed) is { } written ? new(host, repository, written) : null;
            await (target?.RequireApartAsync(cancellation) ?? Task.CompletedTask);
            IBackend backend = new StackBackends(host, repository).Of(name, parsed.GetRequiredValue(given.Kind));
            PlanOutput.Begin(host, name, backend.Name);
            Plan plan = await backend.PreviewAsync(cancellation);
            BackendNotices.Write(host, backend);
            await (target?.WriteAsync(plan, backend, cancellation) ?? Task.CompletedTask);
            PlanOutput.Write(host, plan, format, view);
            if (view.Open)
            {
                await new PlanPageFile(host, repository).ShowAsync(name, PlanPage.Write(plan), parsed.GetValue(given.File), cancellation);
            }

            StaleOutput.Write(host, repository, name);
            PolicyReport report = new PolicyCheck(host, repository).OfStack(name, plan);
            PolicyOutput.WriteBelowPlan(host, report, format);
            ExitCode code = !report.IsClean ? ExitCode.Policy : plan.Summary.HasChanges
                ? parsed.GetValue(given.Detailed) ? ExitCode.ChangesFound : ExitCode.Ok
                : parsed.GetValue(given.ExpectChanges) ? ExitCode.NoChanges : ExitCode.Ok;
            return (int)code;
        });
        return command;
    }
}
