using Infra.Pipeline.Observing;
using Infra.Pipeline.Rendering;

namespace Infra.Presenters;

/// <summary>Writes the Applications of an environment.</summary>
internal static class AppsOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.apps/v1";

    public static string Text(IReadOnlyList<AppRow> rows)
    {
        if (rows.Count == 0)
        {
            return "No applications.\n";
        }

        string[] Cells(AppRow r) => [new string(' ', 2 * r.Depth) + r.Name, r.Cluster, r.Order, r.Project, r.Path + r.Chart, r.Revision];
        return TextTable.Of(["APPLICATION", "CLUSTER", "ORDER", "PROJECT", "SOURCE", "REVISION"], rows.Select(Cells));
    }

    public static string Json(string environment, IReadOnlyList<AppRow> rows, ObservedEnvironment? found) => JsonOut.Document(Schema, writer =>
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
        LiveOutput.Write(writer, found);
    });
}
