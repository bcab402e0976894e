using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra rollback ENV</c>: gives an environment an earlier release of its own, as a branch and a pull request; or rehearses the way back from a sealed plan.</summary>
internal static class RollbackCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string?> to = new("--to") { Description = "The release to go back to, by at least 7 digits of its name; the last good one without it.", HelpName = "RELEASE" };
        Option<string?> reason = Parameters.Reason();
        Option<bool> emergency = Parameters.Emergency();
        Option<string> backend = Parameters.Backend();
        Option<bool> rehearse = new("--rehearse") { Description = "Change nothing: work out the way back from the envelope of --plan, and write it to --out as evidence for the gate RollbackReady." };
        Option<string?> plan = new("--plan") { Description = "With --rehearse: the envelope, made by `infra preview ENV --seal --out FILE`.", HelpName = "FILE" };
        Option<string?> output = new("--out") { Description = "With --rehearse: the file for the evidence, signed where INFRA_SIGNING_KEY or INFRA_SIGNING_KEY_FILE names a key.", HelpName = "FILE" };
        Command command = new("rollback", "Give an environment an earlier release of its own, applications and infrastructure; refuses what cannot be undone.")
        {
            environment, to, reason, emergency, backend, rehearse, plan, output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            string why = parsed.GetValue(reason)?.Trim() ?? "";
            bool isRehearsal = parsed.GetValue(rehearse);
            string[] problems =
            [
                .. isRehearsal ? RehearsalProblems(parsed, plan, output, [to, reason, emergency]) : GoingBackProblems(parsed, why, [plan, output]),
                .. repository.IsGit ? (string[])[] : ["This is no git repository, and a release is a commit. Run `git init`, or change to a clone."],
            ];
            if (problems.Length > 0)
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems));
            }

            if (isRehearsal)
            {
                await new Rehearsal(host, repository).RunAsync(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(backend), parsed.GetValue(plan)!, parsed.GetValue(output)!, cancellation);
                return (int)ExitCode.Ok;
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

    private static IEnumerable<string> RehearsalProblems(ParseResult parsed, Option<string?> plan, Option<string?> output, Option[] others) =>
    [
        .. new[] { plan, output }.Where(o => string.IsNullOrWhiteSpace(parsed.GetValue(o))).Select(o => $"--rehearse needs {o.Name} FILE: {(o == plan ? "the way back is that of one sealed plan" : "what it finds is written there")}."),
        .. others.Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => $"{o.Name} does not go with --rehearse, which changes nothing."),
    ];

    private static IEnumerable<string> GoingBackProblems(ParseResult parsed, string why, Option[] others) =>
    [
        .. parsed.GetResult("--reason") is null ? (string[])["--reason TEXT is missing; it stands in the audit record."] : why.Length == 0 ? ["--reason is empty; it stands in the audit record."] : [],
        .. others.Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => $"{o.Name} goes with --rehearse alone."),
    ];
}
