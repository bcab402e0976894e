using System.Collections.Immutable;
using System.CommandLine;
using Infra.Delivery.Order;
using Infra.Delivery.Releases;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra hotfix ENV</c>: gives applications commits of their own, takes one back, and says what became of them.</summary>
internal static class HotfixCommand
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string[]> apps = new("--app") { Description = "An application and the commit that it gets, again for each.", HelpName = "NAME=COMMIT" };
        Option<string[]> failed = new("--failed") { Description = "An application whose hotfix failed: it gets back what it ran, the others stay; again for each.", HelpName = "NAME" };
        Option<string?> reason = Parameters.Reason();
        Option<string> backend = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("hotfix", "Give applications commits of their own, or take one back, as a branch and a pull request; without either, say what became of them.")
        {
            environment, apps, failed, reason, backend, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            string why = parsed.GetValue(reason)?.Trim() ?? "";
            HotfixOptions options = new()
            {
                Environment = parsed.GetRequiredValue(environment),
                Backend = parsed.GetRequiredValue(backend),
                Apps = [.. parsed.GetValue(apps) ?? []],
                Failed = [.. parsed.GetValue(failed) ?? []],
                Reason = why,
            };
            bool changes = !options.Apps.IsEmpty || !options.Failed.IsEmpty;
            string[] problems =
            [
                .. changes && why.Length == 0 ? (string[])["--reason is missing or empty; it stands in the audit record."] : [],
                .. !options.Apps.IsEmpty && !options.Failed.IsEmpty ? (string[])["--app gives a hotfix and --failed takes one back. Do one after the other."] : [],
                .. repository.IsGit ? (string[])[] : ["This is no git repository, and a release is a commit. Run `git init`, or change to a clone."],
            ];
            if (problems.Length > 0)
            {
                throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems));
            }

            await RunAsync(host, repository, options, parsed.GetValue(format), cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static async Task RunAsync(Host host, Repository repository, HotfixOptions options, OutputFormat format, CancellationToken cancellation)
    {
        Hotfixing hotfixing = new(host, repository, host.PullRequests(host, options.Backend));
        if (!options.Apps.IsEmpty)
        {
            await hotfixing.GiveAsync(options, cancellation);
        }
        else if (!options.Failed.IsEmpty)
        {
            await hotfixing.TakeBackAsync(options, cancellation);
        }
        else
        {
            (ReleaseId release, ImmutableArray<HotfixLine> lines) = await hotfixing.ReportAsync(options.Environment, options.Backend, cancellation);
            HotfixOutput output = new(options.Environment, release, lines);
            host.Out.Write(format == OutputFormat.Json ? output.Json() : output.Text());
        }
    }
}
