using System.CommandLine;
using Infra.Engine.State;
using Infra.Pipeline.Editing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.PulumiCli;

namespace Infra.Cli;

/// <summary><c>infra state mv ENV NAME NEWNAME</c>: gives a recorded resource another name.</summary>
internal static class StateMove
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> name = new("NAME") { Description = "The resource, by its name or its URN, as `infra state show ENV` lists it." };
        Argument<string> now = new("NEWNAME") { Description = "Its new name, which the program declares it under from now on." };
        StateEditOptions given = new();
        Command command = new("mv", "Give a recorded resource another name, so that a rename in the program makes nothing anew. The name in the cloud stays; a copy of the state is kept before.") { environment, name, now };
        given.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            (string stack, string from, string to) = (parsed.GetRequiredValue(environment), parsed.GetRequiredValue(name), parsed.GetRequiredValue(now));
            Repository repository = Repository.Find(host);
            PulumiStateCommands real = new(host, repository);
            await real.RequireLocalAsync(stack, given.Backend(parsed), async () => ($"state rename {await real.UrnAsync(stack, from, cancellation)} {ShellText.Quote(to)}", ""));
            Question.RefuseWhenNobodyAnswers(host, given.Yes(parsed), $"Rename {from} in the state of {stack}");
            StateEditing editing = new(await Acting.QuietlyAsync(host, repository, given.Backend(parsed), cancellation), repository);
            (StateEdit edit, string? backup) = await editing.EditAsync(
                stack, "state-mv", given.Why(parsed), b => b.PlanRename(from, to), e => given.Confirm(host, parsed, StateEditOutput.Of(e), $"Rename it in the state of {stack}"), cancellation);
            host.Error.Write(StateEditOutput.Done(repository, stack, backup, $"Renamed {edit.Changes.Length} resource{(edit.Changes.Any(c => !c.NameFixedBy.IsEmpty) ? "" : "; preview shows nothing to do once the program declares it so")}"));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
