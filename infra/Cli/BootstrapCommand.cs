using System.CommandLine;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Bootstrapping;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra bootstrap</c>: makes what environments need before they exist, step by step, and can be run again at any time.</summary>
internal static class BootstrapCommand
{
    public static Command Build(Host host)
    {
        BootstrapParameters given = new();
        Command command = new("bootstrap", "Make what environments need before they exist: projects, keys, state, identities. Resumes where it stopped.")
        {
            given.Backend, given.List, given.Undo, given.Dry, given.Write, given.Yes, given.Format, given.File, given.Reason, given.Evidence, given.Emergency,
        };
        given.Judge(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(given.List))
            {
                host.Out.Write(StepsOutput.Of(BootstrapSteps.All, parsed.GetValue(given.Format)));
                return (int)ExitCode.Ok;
            }

            await new Bootstrapper(host, Request(host, given, parsed)).RunAsync(cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static BootstrapRequest Request(Host host, BootstrapParameters given, ParseResult parsed)
    {
        bool yes = parsed.GetValue(given.Yes);
        return new BootstrapRequest
        {
            Backend = parsed.GetValue(given.Backend)!,
            Undo = parsed.GetValue(given.Undo),
            Dry = parsed.GetValue(given.Dry),
            Write = parsed.GetValue(given.Write),
            Change = parsed.GetValue(given.File) is not { } file ? null : new ApplyRequest
            {
                Action = "bootstrap",
                Envelope = file,
                Reason = parsed.GetValue(given.Reason) ?? "",
                Evidence = parsed.GetValue(given.Evidence) ?? [],
                Emergency = parsed.GetValue(given.Emergency),
                Begin = backend => PlanOutput.Begin(host, "bootstrap", backend),
                Show = plan => PlanOutput.WriteTree(host, plan, OutputFormat.Tree),
            },
            RequireAnswer = question => Question.RefuseWhenNobodyAnswers(host, yes, question),
            Confirm = question => Question.Confirm(host, yes, question),
        };
    }
}
