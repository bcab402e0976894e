using System.Collections.Immutable;
using System.CommandLine;
using Infra.Delivery.Calendars;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra gate ENV --plan FILE</c>: whether a sealed plan may be applied now. Changes nothing.</summary>
internal static class GateCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Option<string> file = new("--plan") { Description = "The envelope, made by `infra preview ENV --seal --out FILE`.", HelpName = "FILE", Required = true };
        Option<string[]> evidence = Parameters.Evidence();
        Option<bool> emergency = Parameters.Emergency();
        Option<ChangeClass?> raised = Parameters.Class();
        Command command = new("gate", "Evaluate every gate between a sealed plan and its apply; exit with 10 when a required one is closed.")
        {
            environment, format, kind, file, evidence, emergency, raised,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(environment);
            Repository repository = Repository.Find(host);
            IBackend backend = new StackBackends(host, repository).Of(name, parsed.GetRequiredValue(kind));
            Sealer sealing = new(host, repository);
            Envelope envelope = sealing.Read(parsed.GetRequiredValue(file));
            if (envelope.Plan.Stack != name)
            {
                throw new InfraException(ErrorKind.Configuration, $"The envelope is for {Printable.Text(envelope.Plan.Stack)}, not for {name}. Pass the one of {name}.");
            }

            ImmutableArray<string> differences = await sealing.DifferencesAsync(envelope, backend, name, cancellation);
            GateRun run = await new Gatekeeper(host, repository).RunAsync(
                envelope, envelope.Plan, differences, parsed.GetValue(evidence) ?? [], parsed.GetValue(emergency), parsed.GetValue(raised), requester: null, cancellation);
            BackendNotices.Write(host, backend);
            GateOutput.Write(host, run, name, parsed.GetValue(format));
            return (int)(run.Report.Refusal is { } refusal ? ExitCodes.Of(refusal) : ExitCode.Ok);
        });
        return command;
    }
}
