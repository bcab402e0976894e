using System.Collections.Immutable;
using System.Globalization;
using Infra.GitOps.AppCharts;
using Infra.GitOps.Generators;
using Infra.GitOps.Objects;
using Infra.GitOps.Templates;
using Infra.Settings.Platform;

namespace Infra.GitOps.Comparing;

/// <summary>Reads the Applications that an Application makes from a chart below <c>gitops/ENV/</c>, and those that they make.</summary>
/// <param name="platform">The files.</param>
/// <param name="problem">Takes each problem, with its place.</param>
internal sealed class NestedApplications(PlatformFiles platform, Action<string> problem)
{
    // So many Applications no hub of Argo CD keeps.
    private const int Limit = 200_000;

    private int total;

    private readonly Dictionary<(string Revision, string Folder), Chart?> charts = [];

    /// <summary>Everything below an Application, with the place that it comes from; nothing where it reads no chart of these.</summary>
    /// <param name="parent">The Application.</param>
    public IEnumerable<(KeptObject Object, string At)> Below(KeptObject parent) => Below(parent, []);

    private IEnumerable<(KeptObject Object, string At)> Below(KeptObject parent, ImmutableStack<(string Revision, string Folder)> above)
    {
        string folder = $"gitops/{platform.Environment}/";
        if (Text(parent, "destination", "namespace") != PlatformNamespaces.ArgoCd || Text(parent, "source", "path") is not { } path || !path.StartsWith(folder, StringComparison.Ordinal))
        {
            yield break;
        }

        string revision = Text(parent, "source", "targetRevision") ?? "";
        string below = path[folder.Length..];
        if (At(revision, below) is not { } chart)
        {
            problem($"{Place(revision, $"{below}/{Chart.Head}", 1)}: the Application {parent.Name} follows {revision}, and there is no such chart there. Render again (`infra render`), or fetch the whole history (`git fetch --unshallow`).");
            yield break;
        }

        if (above.Contains((revision, below)))
        {
            problem($"{Place(revision, $"{below}/{Chart.Head}", 1)}: the chart makes itself again, through the Application {parent.Name}.");
            yield break;
        }

        Dictionary<string, string> parameters = Parameters(parent);
        foreach ((ChartTemplate template, (KeptObject made, int line)) in chart.Templates.SelectMany(t => Fill(t, revision, parameters).Select(o => (t, o))))
        {
            KeptObject child = made with { Parent = parent, Order = parent.Order.Length == 0 ? Wave(made) : $"{parent.Order}.{Wave(made)}" };
            if (total++ == Limit)
            {
                problem($"{Place(revision, template.Path, line)}: more than {Limit} Applications and other objects are made of charts.");
            }

            if (total > Limit)
            {
                yield break;
            }

            yield return (child, Place(revision, template.Path, line));
            if (Lacks(child) is { } lacks)
            {
                problem($"{Place(revision, template.Path, line)}: the Application {child.Name} has no {lacks}, and Argo CD would refuse it.");
                continue;
            }

            foreach ((KeptObject, string) nested in Below(child, above.Push((revision, below))))
            {
                yield return nested;
            }
        }
    }

    private IReadOnlyList<(KeptObject Object, int Line)> Fill(ChartTemplate template, string revision, Dictionary<string, string> parameters)
    {
        try
        {
            return template.Fill(parameters);
        }
        catch (ChartException refused)
        {
            problem($"{Place(revision, refused.File, refused.Line)}: {refused.Message}");
            return [];
        }
    }

    private string Place(string revision, string file, int line) =>
        string.Create(CultureInfo.InvariantCulture, $"{(revision == platform.Revision.Value ? "" : $"{revision}:")}{platform.Folder}{file}:{line}");

    private Chart? At(string revision, string folder)
    {
        if (!charts.TryGetValue((revision, folder), out Chart? chart))
        {
            chart = platform.At(revision) is { } files ? Chart.Find(folder, files) : null;
            charts[(revision, folder)] = chart;
        }

        return chart;
    }

    /// <summary>What an Application lacks that its kind requires, or a source; null where it has all, and for what is no Application.</summary>
    public static string? Lacks(KeptObject application) =>
        !application.IsApplication ? null
        : Value(application, "spec", "project") is not string ? "spec.project"
        : Value(application, "spec", "destination") is not IReadOnlyDictionary<string, object?> ? "spec.destination"
        : Value(application, "spec", "source") is IReadOnlyDictionary<string, object?> || Value(application, "spec", "sources") is List<object?> { Count: > 0 } list && list.All(s => s is IReadOnlyDictionary<string, object?>) ? null
        : "spec.source";

    private static Dictionary<string, string> Parameters(KeptObject application)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (IReadOnlyDictionary<string, object?> parameter in (Value(application, "spec", "source", "helm", "parameters") as List<object?> ?? []).OfType<IReadOnlyDictionary<string, object?>>())
        {
            parameters[GoValue.Print(parameter.GetValueOrDefault("name"))] = GoValue.Print(parameter.GetValueOrDefault("value"));
        }

        return parameters;
    }

    // Without the annotation an object has the wave 0.
    private static string Wave(KeptObject made) => Value(made, "metadata", "annotations", ArgoCdKeys.SyncWave) as string ?? "0";

    private static string? Text(KeptObject application, string map, string key) => application.IsApplication ? Value(application, "spec", map, key) as string : null;

    private static object? Value(KeptObject kept, params string[] path) =>
        path.Aggregate((object?)kept.Manifest, (value, key) => (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(key));
}
