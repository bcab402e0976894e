using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra promote FROM TO</c>: gives the next environment a release, as a branch and a pull request.</summary>
internal static class PromoteCommand
{
    private const int MostVersions = 1_000_000;

    public static Command Build(Host host)
    {
        Argument<string> from = new("FROM") { Description = "The environment whose release is taken." };
        Argument<string> to = new("TO") { Description = "The environment that gets it, the next one." };
        Option<string> backend = Parameters.Backend();
        Option<string[]> evidence = Parameters.Evidence();
        Option<string[]> secrets = new("--secret") { Description = "The version of a secret that production gets, again for each; the others keep theirs.", HelpName = "ID=VERSION" };
        Option<bool> force = new("--force") { Description = "Promote what skips an environment, is older, has diverged or removes much; needs --reason. It opens no gate." };
        Option<string?> reason = Parameters.Reason();
        Command command = new("promote", "Give the next environment the release that one runs, as a branch and a pull request. The working tree is not touched.")
        {
            from, to, backend, evidence, secrets, force, reason,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            string why = parsed.GetValue(reason)?.Trim() ?? "";
            string[] problems =
            [
                .. parsed.GetValue(force) && why.Length == 0 ? (string[])["--force needs --reason TEXT: it stands in the audit record."] : [],
                .. repository.IsGit ? (string[])[] : ["This is no git repository, and a release is a commit. Run `git init`, or change to a clone."],
            ];
            (ImmutableSortedDictionary<string, int> versions, string[] malformed) = Versions(parsed.GetValue(secrets) ?? []);
            if (problems.Length + malformed.Length > 0)
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', [.. problems, .. malformed]));
            }

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

    private static (ImmutableSortedDictionary<string, int> Versions, string[] Problems) Versions(string[] texts)
    {
        Dictionary<string, int> versions = new(StringComparer.Ordinal);
        List<string> problems = [];
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            bool good = parts.Length == 2 && SecretId.TryParse(parts[0], out _, out _)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version is >= 1 and <= MostVersions && versions.TryAdd(parts[0], version);
            problems.AddRange(good ? [] : [$"--secret is '{Printable.Text(text)}'; it is the id of a secret, = and its version from 1 to {MostVersions}, each secret once."]);
        }

        return (versions.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. problems]);
    }
}
