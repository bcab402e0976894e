using System.CommandLine;
using Infra.Engine.State;
using Infra.Pipeline.Editing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra state rm ENV NAME</c>: forgets a recorded resource.</summary>
internal static class StateRemove
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Argument<string> name = new("NAME") { Description = "The resource, by its name or its URN, as `infra state show ENV` lists it." };
        Option<bool> force = new("--force") { Description = "Also what is protected." };
        Option<bool> dependents = new("--target-dependents") { Description = "Also what depends on it, directly and indirectly." };
        StateEditOptions given = new();
        Command command = new("rm", "Forget a recorded resource. It stays in the cloud, and nothing here looks after it any more. A copy of the state is kept before.") { environment, name, force, dependents };
        given.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            (string stack, string gone) = (parsed.GetRequiredValue(environment), parsed.GetRequiredValue(name));
            (bool guarded, bool all) = (parsed.GetValue(force), parsed.GetValue(dependents));
            Repository repository = Repository.Find(host);
            PulumiStateCommands real = new(host, repository);
            await real.RequireLocalAsync(stack, given.Backend(parsed), async () => ($"state delete {await real.UrnAsync(stack, gone, cancellation)}{(guarded ? " --force" : "")}{(all ? " --target-dependents" : "")}", ""));
            Question.RefuseWhenNobodyAnswers(host, given.Yes(parsed), $"Forget {gone} in the state of {stack}");
            StateEditing editing = new(await Acting.QuietlyAsync(host, repository, given.Backend(parsed), cancellation), repository);
            (StateEdit edit, string? backup) = await editing.EditAsync(
                stack, "state-rm", given.Why(parsed), b => b.PlanForget(gone, guarded, all), e => given.Confirm(host, parsed, StateEditOutput.Of(e), $"Forget {e.Changes.Length} of the resources of {stack}"), cancellation);
            host.Error.Write(StateEditOutput.Done(repository, stack, backup, $"Forgot {edit.Changes.Length}; what is in the cloud stays there, and `infra import` records it again"));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
