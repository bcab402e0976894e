using System.Collections.Immutable;
using System.CommandLine;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra promote FROM TO</c>: gives the next environment a release, as a branch and a pull request.</summary>
internal static class PromoteCommand
{
    public static Command Build(Host host)
    {
        Argument<string> from = new("FROM") { Description = "The environment whose release is taken." };
        Argument<string> to = new("TO") { Description = "The environment that gets it, the next one." };
        Option<string> backend = Parameters.Backend();
        Option<string[]> evidence = Parameters.Evidence();
        Option<string[]> secrets = new("--secret") { Description = "The version of a secret that production gets, again for each; the others keep theirs.", HelpName = "ID=VERSION" };
        Option<bool> force = new("--force") { Description = "Promote even a release that skips an environment, is older, has diverged or removes much; needs --reason. It opens no gate." };
        Option<string?> reason = Parameters.Reason();
        Command command = new("promote", "Give the next environment the release that one runs, as a branch and a pull request. The working tree is not touched.")
        {
            from, to, backend, evidence, secrets, force, reason,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            string why = parsed.GetValue(reason)?.Trim() ?? "";
            (ImmutableSortedDictionary<string, int> versions, ImmutableArray<string> malformed) = SecretVersions.Read(parsed.GetValue(secrets) ?? []);
            ReleaseRequest.Require(repository, parsed.GetValue(force) && why.Length == 0 ? ["--force needs --reason TEXT: it stands in the audit record."] : [], malformed);
            await new Promotion(host, repository, host.PullRequests(host, parsed.GetRequiredValue(backend))).RunAsync(
                new PromotionOptions
                {
                    From = parsed.GetRequiredValue(from),
                    To = parsed.GetRequiredValue(to),
                    Backend = parsed.GetRequiredValue(backend),
                    Evidence = [.. parsed.GetValue(evidence) ?? []],
                    Secrets = versions,
                    Force = parsed.GetValue(force),
                    Reason = why,
                },
                cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
