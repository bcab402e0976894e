using System.Collections.Immutable;
using System.CommandLine;
using Infra.GitOps.Comparing;
using Infra.GitOps.Generators;
using Infra.Model.Backends;
using Infra.Model.Manifests;
using Infra.Presenters;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra apps list ENV</c>: every Application that stacks/ makes, without asking Argo CD. <c>infra apps diff</c> is <see cref="AppsDiff"/>, <c>infra apps order</c> <see cref="AppsOrder"/>.</summary>
internal static class AppsCommand
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.apps/v1";

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command list = new("list", "List every Application of an environment with its cluster, order, source and revision, each below the one that keeps it.") { environment, format };
        list.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetRequiredValue(environment);
            List<AppRow> rows = [.. await RowsAsync(host, Repository.Find(host), name, cancellation)];
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? Json(name, rows) : Text(rows));
            return (int)ExitCode.Ok;
        });
        return new Command("apps", "What Argo CD keeps in the clusters of an environment.") { list, AppsDiff.Build(host), AppsOrder.Build(host) };
    }

    // A region that the release has not reached reads the files of an earlier commit, which only git has.
    private static async Task<IEnumerable<AppRow>> RowsAsync(Host host, Repository repository, string environment, CancellationToken cancellation)
    {
        RenderOptions options = repository.RenderOptions(environment);
        PlatformFiles platform = new(options.Settings.Stack, options.Release.Platform, Renderer.Render(options))
        {
            Behind = options.Release.IsOnItsWay
                ? await CommittedEnvironment.BehindAsync(host.Git(repository.Root), options.Settings.Stack, options.Release, $"stacks/{environment}/release.yaml", cancellation)
                : ImmutableDictionary.Create<string, ImmutableArray<RenderedFile>>(StringComparer.Ordinal),
        };
        return AppRow.Of(EnvironmentObjects.Read(platform, Renderer.Clusters(options.Settings, options.Release)));
    }

    private static string Text(List<AppRow> rows)
    {
        if (rows.Count == 0)
        {
            return "No applications.\n";
        }

        string[] Cells(AppRow r) => [new string(' ', 2 * r.Depth) + r.Name, r.Cluster, r.Order, r.Project, r.Path + r.Chart, r.Revision];
        return TextTable.Of(["APPLICATION", "CLUSTER", "ORDER", "PROJECT", "SOURCE", "REVISION"], rows.Select(Cells));
    }

    private static string Json(string environment, List<AppRow> rows) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("environment", environment);
        writer.WriteStartArray("applications");
        foreach (AppRow row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            writer.WriteString("parent", row.Parent);
            writer.WriteString("cluster", row.Cluster);
            writer.WriteString("order", row.Order);
            writer.WriteString("project", row.Project);
            writer.WriteString("repository", row.Repository);
            writer.WriteString("path", row.Path);
            writer.WriteString("chart", row.Chart);
            writer.WriteString("revision", row.Revision);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
