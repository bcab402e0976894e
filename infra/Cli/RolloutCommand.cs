using System.CommandLine;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra rollout ENV</c>: where a release stands on its way through the regions of an environment, and its next phase.</summary>
internal static class RolloutCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string[]> evidence = Parameters.Evidence();
        Option<string> backend = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("rollout", "Say where a release stands on its way through the regions of an environment; open the next phase when this one has ended in good health.")
        {
            environment, evidence, backend, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            ReleaseRequest.Require(repository, []);
            RolloutOptions options = new()
            {
                Environment = parsed.GetRequiredValue(environment),
                Backend = parsed.GetRequiredValue(backend),
                Evidence = [.. parsed.GetValue(evidence) ?? []],
            };
            // The text of a pull request that nobody opens is for people; beside JSON it is no data.
            bool isJson = parsed.GetValue(format) == OutputFormat.Json;
            Host saying = isJson ? host with { Out = host.Error } : host;
            await new RolloutRun(host, repository, host.PullRequests(saying, options.Backend)).RunAsync(
                options, found => host.Out.Write(isJson ? "" : new RolloutOutput(found).Text()), ended => host.Out.Write(isJson ? new RolloutOutput(ended).Json() : ""), cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
