using System.Globalization;
using Infra.GitOps.Objects;

namespace Infra.Pipeline.Rendering;

/// <summary>An Application as <c>infra apps list</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The Application that keeps it; null for one that a set makes.</param>
/// <param name="Depth">How many Applications are above it.</param>
/// <param name="Cluster">The cluster that its objects go to.</param>
/// <param name="Order">The waves in which it is reached, such as <c>2.1</c>; <c>-</c> for one that a set makes.</param>
/// <param name="Project">Its project.</param>
/// <param name="Repository">The repository of its first source.</param>
/// <param name="Path">The folder there; empty for a chart.</param>
/// <param name="Chart">The chart there; empty for a folder.</param>
/// <param name="Revision">The revision that it follows.</param>
public sealed record AppRow(string Name, string? Parent, int Depth, string Cluster, string Order, string Project, string Repository, string Path, string Chart, string Revision)
{
    /// <summary>The Applications among some objects: each below the one that keeps it, in the order in which they are reached.</summary>
    public static IEnumerable<AppRow> Of(IEnumerable<KeptObject> objects)
    {
        KeptObject[] applications = [.. objects.Where(o => o.IsApplication)];
        ILookup<string?, KeptObject> below = applications.ToLookup(a => a.Parent?.Name, StringComparer.Ordinal);
        IEnumerable<AppRow> Tree(string? parent, int depth) => below[parent]
            .OrderBy(a => int.TryParse(a.Order.Split('.')[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int wave) ? wave : 0).ThenBy(a => a.Name, StringComparer.Ordinal)
            .SelectMany(a => Tree(a.Name, depth + 1).Prepend(Of(a, depth)));
        return Tree(null, 0);
    }

    private static AppRow Of(KeptObject application, int depth)
    {
        IReadOnlyDictionary<string, object?> spec = (IReadOnlyDictionary<string, object?>)application.Manifest["spec"]!;

        // An add-on has its chart first and its values second.
        object? source = spec.TryGetValue("sources", out object? sources) ? ((List<object?>)sources!)[0] : spec.GetValueOrDefault("source");
        return new AppRow(
            application.Name,
            application.Parent?.Name,
            depth,
            Text(spec["destination"], "name"),
            application.Order.Length == 0 ? "-" : application.Order,
            spec["project"]?.ToString() ?? "",
            Text(source, "repoURL"),
            Text(source, "path"),
            Text(source, "chart"),
            Text(source, "targetRevision"));
    }

    private static string Text(object? map, string key) => (map as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(key)?.ToString() ?? "";
}
