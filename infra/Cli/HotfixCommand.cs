using System.Collections.Immutable;
using System.CommandLine;
using Infra.Delivery.Order;
using Infra.Delivery.Releases;
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
        Command command = new("hotfix", "Give applications commits of their own, or take one back, as a branch and a pull request; without either, show where they stand.")
        {
            environment, apps, failed, reason, backend, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            HotfixOptions options = new()
            {
                Environment = parsed.GetRequiredValue(environment),
                Backend = parsed.GetRequiredValue(backend),
                Apps = [.. parsed.GetValue(apps) ?? []],
                Failed = [.. parsed.GetValue(failed) ?? []],
                Reason = parsed.GetValue(reason)?.Trim() ?? "",
            };
            ReleaseRequest.Require(repository, HotfixProblems.Of(options));
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
                host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? output.Json() : output.Text());
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
