using System.CommandLine;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra rollback ENV</c>: gives an environment an earlier release of its own, as a branch and a pull request; or rehearses the way back from a sealed plan.</summary>
internal static class RollbackCommand
{
    public static Command Build(Host host)
    {
        RollbackParameters given = new();
        Command command = new("rollback", "Give an environment an earlier release of its own, applications and infrastructure; refuses what cannot be undone.")
        {
            given.Environment, given.To, given.Reason, given.Emergency, given.Backend, given.Rehearse, given.Plan, given.Output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            string why = parsed.GetValue(given.Reason)?.Trim() ?? "";
            ReleaseRequest.Require(repository, given.Problems(parsed, why));
            RollbackOptions options = new()
            {
                Environment = parsed.GetRequiredValue(given.Environment),
                Backend = parsed.GetRequiredValue(given.Backend),
                To = parsed.GetValue(given.To),
                Reason = why,
                Emergency = parsed.GetValue(given.Emergency),
            };
            if (parsed.GetValue(given.Rehearse))
            {
                await new Rehearsal(host, repository).RunAsync(options.Environment, options.Backend, parsed.GetValue(given.Plan)!, parsed.GetValue(given.Output)!, cancellation);
            }
            else
            {
                await new Rollback(host, repository, host.PullRequests(host, options.Backend)).RunAsync(options, cancellation);
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
