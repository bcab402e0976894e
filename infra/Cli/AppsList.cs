using System.Collections.Immutable;
using System.CommandLine;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra apps list ENV</c>: every Application that stacks/ makes, without asking Argo CD.</summary>
internal static class AppsList
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command list = new("list", "List every Application of an environment with its cluster, order, source and revision, each below the one that keeps it.") { environment, format };
        list.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(environment);
            ImmutableArray<AppRow> rows = await new AppRows(host, Repository.Find(host)).OfAsync(name, cancellation);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? AppsOutput.Json(name, rows) : AppsOutput.Text(rows));
            return (int)ExitCode.Ok;
        });
        return list;
    }
}
