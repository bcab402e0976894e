using System.CommandLine;
using Infra.Engine.State;
using Infra.Pipeline.Editing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra refresh ENV</c>: reads what is in the cloud into the record.</summary>
internal static class RefreshCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        StateEditOptions given = new();
        Command command = new("refresh", "Read what is in the cloud into the state, and show what had drifted. The cloud stays as it is, and the next preview still shows what differs from the settings.") { environment };
        given.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            Repository repository = Repository.Find(host);
            await new PulumiStateCommands(host, repository).RequireLocalAsync(stack, given.Backend(parsed), () => Task.FromResult(("refresh", "")));
            Question.RefuseWhenNobodyAnswers(host, given.Yes(parsed), $"Refresh the state of {stack}");
            StateEditing editing = new(await Acting.QuietlyAsync(host, repository, given.Backend(parsed), cancellation), repository);
            (StateEdit edit, string? backup) = await editing.EditAsync(
                stack, "refresh", given.Why(parsed), b => b.PlanRefresh(), e => given.Confirm(host, parsed, DriftOutput.Found(e.Drifts), $"Write that into the state of {stack}"), cancellation);
            host.Error.Write(edit.HasChanges
                ? StateEditOutput.Done(repository, stack, backup, $"Refreshed {edit.Drifts.Length} of the resources of {stack}")
                : $"Nothing to refresh: {stack} is as it is recorded.\n");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
