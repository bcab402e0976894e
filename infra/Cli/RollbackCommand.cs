using System.CommandLine;
using Infra.Model;
using Infra.Releases;

namespace Infra.Cli;

/// <summary><c>infra rollback ENV</c>: gives an environment an earlier release of its own, as a branch and a pull request.</summary>
internal static class RollbackCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> to = new("--to") { Description = "The release to go back to, by at least 7 digits of its name; the last good one without it.", HelpName = "RELEASE" };
        Option<string?> reason = Parameters.Reason();
        reason.Required = true;
        Option<bool> emergency = Parameters.Emergency();
        Option<string> backend = Parameters.Backend();
        Command command = new("rollback", "Give an environment an earlier release of its own, applications and infrastructure; refuses what cannot be undone.")
        {
            environment, to, reason, emergency, backend,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            string why = parsed.GetValue(reason)?.Trim() ?? "";
            string[] problems =
            [
                .. why.Length == 0 ? (string[])["--reason is empty; it stands in the audit record."] : [],
                .. repository.IsGit ? (string[])[] : ["This is no git repository, and a release is a commit. Run `git init`, or change to a clone."],
            ];
            if (problems.Length > 0)
            {
                throw new InfraException(ExitCode.Configuration, string.Join('\n', problems));
            }

            await new Rollback(host, repository, host.PullRequests(host, parsed.GetRequiredValue(backend))).RunAsync(
                new RollbackOptions
                {
                    Environment = parsed.GetRequiredValue(environment),
                    Backend = parsed.GetRequiredValue(backend),
                    To = parsed.GetValue(to),
                    Reason = why,
                    Emergency = parsed.GetValue(emergency),
                },
                cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
