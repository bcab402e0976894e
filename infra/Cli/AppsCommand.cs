using System.CommandLine;
using Infra.GitOps;
using Infra.Model;

namespace Infra.Cli;

/// <summary><c>infra apps list ENV</c>: every Application that the sets of stacks/ make, without asking Argo CD. <c>infra apps diff</c> is <see cref="AppsDiff"/>, <c>infra apps order</c> <see cref="AppsOrder"/>.</summary>
internal static class AppsCommand
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.apps/v1";

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command list = new("list", "List every Application of an environment with its cluster, wave, source and revision.") { environment, format };
        list.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(environment);
            List<Row> rows = [.. Rows(Repository.Find(host).RenderOptions(name))];
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? Json(name, rows) : Text(rows));
            return (int)ExitCode.Ok;
        });
        return new Command("apps", "What Argo CD keeps in the clusters of an environment.") { list, AppsDiff.Build(host), AppsOrder.Build(host) };
    }

    private static IEnumerable<Row> Rows(RenderOptions options)
    {
        ApplicationSetEvaluator evaluator = new(Renderer.Clusters(options.Settings, options.Release), new NoRepositories());
        try
        {
            return
            [
                .. Renderer.Render(options).Where(f => f.Path.StartsWith("applicationsets/", StringComparison.Ordinal))
                    .SelectMany(f => evaluator.Expand(f.Text))
                    .Select(Row.Of)
                    .OrderBy(r => r.Cluster, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal),
            ];
        }
        catch (ApplicationSetException refused)
        {
            throw new InfraException(ExitCode.Configuration, refused.Message, refused);
        }
    }

    private static string Text(List<Row> rows)
    {
        if (rows.Count == 0)
        {
            return "No applications.\n";
        }

        string[] Cells(Row r) => [r.Name, r.Cluster, r.Wave, r.Project, r.Path + r.Chart, r.Revision];
        return TextTable.Of(["APPLICATION", "CLUSTER", "WAVE", "PROJECT", "SOURCE", "REVISION"], rows.Select(Cells));
    }

    private static string Json(string environment, List<Row> rows) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("environment", environment);
        writer.WriteStartArray("applications");
        foreach (Row row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            writer.WriteString("cluster", row.Cluster);
            writer.WriteString("set", row.Set);
            writer.WriteString("wave", row.Wave);
            writer.WriteString("project", row.Project);
            writer.WriteString("repository", row.Repository);
            writer.WriteString("path", row.Path);
            writer.WriteString("chart", row.Chart);
            writer.WriteString("revision", row.Revision);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private sealed record Row(string Name, string Cluster, string Set, string Wave, string Project, string Repository, string Path, string Chart, string Revision)
    {
        public static Row Of(GeneratedApplication application)
        {
            IReadOnlyDictionary<string, object?> spec = (IReadOnlyDictionary<string, object?>)application.Manifest["spec"]!;

            // An add-on has its chart first and its values second.
            object? source = spec.TryGetValue("sources", out object? sources) ? ((List<object?>)sources!)[0] : spec.GetValueOrDefault("source");
            string Source(string key) => Text(source, key);
            string wave = application.Wave switch { null => "never", 0 => "-", var step => $"{step}" };
            return new Row(
                application.Name, Text(spec["destination"], "name"), application.Set, wave, spec["project"]?.ToString() ?? "", Source("repoURL"), Source("path"), Source("chart"), Source("targetRevision"));
        }

        private static string Text(object? map, string key) => (map as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(key)?.ToString() ?? "";
    }
}
