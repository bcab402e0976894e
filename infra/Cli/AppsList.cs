using System.Collections.Immutable;
using System.CommandLine;
using Infra.Model.Backends;
using Infra.Pipeline.Observing;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra apps list ENV</c>: every Application that stacks/ makes, and with <c>--live</c> what Argo CD has of it.</summary>
internal static class AppsList
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<bool> live = Parameters.Live();
        Option<string> kind = Parameters.Backend("What knows where the clusters are, for --live: pulumi; local has none.");
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command list = new("list", "List every Application of an environment with its cluster, order, source and revision, each below the one that keeps it.") { environment, live, format, kind };
        list.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(environment);
            Repository repository = Repository.Find(host);
            ImmutableArray<AppRow> rows = await new AppRows(host, repository).OfAsync(name, cancellation);
            ObservedEnvironment? found = null;
            if (parsed.GetValue(live))
            {
                StackStatus status = await new StackBackends(host, repository).Of(name, parsed.GetRequiredValue(kind)).StatusAsync(cancellation);
                found = await new EnvironmentObserver(host, repository).ObserveAsync(status, cancellation);
            }

            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? AppsOutput.Json(name, rows, found)
                : found is null ? AppsOutput.Text(rows)
                : LiveOutput.Applications(found, Screen.OutColumns(host)));
            return (int)(found is null ? ExitCode.Ok : LiveExit.Of(found));
        });
        return list;
    }
}
