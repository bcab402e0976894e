using System.CommandLine;
using System.Text;
using Infra.Model;

namespace Infra.Cli;

/// <summary><c>infra preview ENV</c>: the plan of an environment. Changes nothing.</summary>
internal static class PreviewCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Option<string?> file = new("--out") { Description = "Also write the plan as JSON to this file.", HelpName = "FILE" };
        Option<bool> detailed = Parameters.DetailedExitCode();
        Option<bool> expectChanges = new("--expect-changes") { Description = "Exit with 7 when there is nothing to do." };
        Command command = new("preview", "Show what an update would do. Needs no cloud credentials and changes nothing.")
        {
            environment, format, file, Parameters.Backend(), detailed, expectChanges,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            IBackend backend = Repository.Find(host).Backend(parsed.GetRequiredValue(environment));
            Plan plan = await backend.PreviewAsync(cancellation);
            Parameters.Notice(host, backend);
            if (parsed.GetValue(file) is { } target)
            {
                host.Files.Replace(Path.GetFullPath(target, host.Folder), Encoding.UTF8.GetBytes(PlanJson.Write(plan)));
                host.Error.Write($"Plan written to {Printable.Text(target)}.\n");
            }

            PlanOutput.Write(host, plan, parsed.GetValue(format));
            ExitCode code = plan.Summary.HasChanges
                ? parsed.GetValue(detailed) ? ExitCode.ChangesFound : ExitCode.Ok
                : parsed.GetValue(expectChanges) ? ExitCode.NoChanges : ExitCode.Ok;
            return (int)code;
        });
        return command;
    }
}
