using System.CommandLine;
using Infra.Engine;
using Infra.Engine.State;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra state unlock ENV</c>: breaks the lock of an environment, on the record.</summary>
internal static class StateUnlock
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<bool> yes = Parameters.Yes();
        Command command = new("unlock", "Break the lock of an environment; says whose it was.") { environment, yes };
        command.SetAction(async (parsed, cancellation) =>
        {
            string stack = parsed.GetRequiredValue(environment);
            Repository repository = Repository.Find(host);
            LocalBackend backend = new StackBackends(host, repository).Local(stack);
            Question.RefuseWhenNobodyAnswers(host, parsed.GetValue(yes), $"Unlock {stack}");
            Question.Confirm(host, parsed.GetValue(yes), $"Unlock {stack}");
            AuditTrail trail = new(await Acting.QuietlyAsync(host, repository, backend.Name, cancellation), repository, backend.Name);
            BrokenLock? found = await trail.DoAsync(trail.Entry("unlock", stack, backend.Name), () => Task.FromResult((backend.Unlock(), "succeeded")), cancellation);
            host.Out.Write(StateOutput.Unlocked(stack, found));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
