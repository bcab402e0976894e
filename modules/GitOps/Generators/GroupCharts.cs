using System.Collections.Immutable;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Generators;

/// <summary>A chart for each group of applications that depend on each other: their Applications, in waves by dependency.</summary>
internal static class GroupCharts
{
    public static IEnumerable<RenderedFile> Render(RenderOptions options) => Of(options).SelectMany(g => new[]
    {
        ChartFiles.Head(options, Folder(g), g.Name.Value, $"{string.Join(", ", g.Apps.Select(a => a.Name))}: each after what it depends on."),
        g.Apps.Select(a => ChartFiles.Template($"{Folder(g)}/templates/{a.Name}.yaml", Regions(options, a), OfApp(options, a))),
    }).SelectMany(files => files);

    /// <summary>The groups of which something runs in the environment, with what runs.</summary>
    public static IEnumerable<AppGroup> Of(RenderOptions options) => AppGroup.Of(options.Catalog.Apps)
        .Select(g => g with { Apps = [.. g.Apps.Where(a => a.RegionsIn(options.Settings).Any())] })
        .Where(g => !g.Apps.IsEmpty);

    /// <summary>The folder of a group below <c>gitops/ENV/</c>.</summary>
    public static string Folder(AppGroup group) => $"groups/{group.Name}";

    /// <summary>The regions in which something of a group runs; none for all.</summary>
    public static ImmutableArray<Region> Regions(RenderOptions options, AppGroup group) => Unless(options, group.Apps.SelectMany(a => a.RegionsIn(options.Settings)));

    private static ImmutableArray<Region> Regions(RenderOptions options, AppSettings app) => Unless(options, app.RegionsIn(options.Settings));

    private static ImmutableArray<Region> Unless(RenderOptions options, IEnumerable<Region> regions)
    {
        ImmutableArray<Region> some = [.. regions.Distinct()];
        return some.Length == options.Settings.Clusters.Length ? [] : some;
    }

    private static Dictionary<string, object?> OfApp(RenderOptions options, AppSettings app)
    {
        TenantSettings tenant = options.Catalog.Tenants.Single(t => t.Name == app.Tenant);
        string[] frameworks = [.. app.Compliance.Order(StringComparer.Ordinal)];
        GitRevision revision = options.Release.Reached.RevisionOf(app.Name.Value);
        return ApplicationManifest.Of(
            options,
            app.Name.Value,
            app.Wave,
            cascades: !options.IsProduction,
            [("app", app.Name.Value), ("team", app.Team.Value), ("tenant", tenant.Name.Value), .. frameworks.Select(f => ($"compliance/{f}", (object?)"true"))],
            Manifest.Map(
                ("project", tenant.Name.Value),
                ("source", Manifest.Map(
                    ("repoURL", options.Catalog.Repository.Value),
                    ("targetRevision", revision.Value),
                    ("path", app.Path.Value),
                    ("helm", Manifest.Map(("ignoreMissingValueFiles", true), ("valueFiles", ValueFiles.Of(options, "", frameworks)))))),
                ("destination", Manifest.Map(("name", ChartParameters.Values.Cluster), ("namespace", options.Namespace(tenant, app.Team)))),
                ("info", Manifest.List(
                    Info("Documentation", $"{options.Catalog.Repository}/tree/{revision}/{app.Path}"),
                    Info("Runbook", $"{options.Catalog.Repository}/blob/{revision}/{app.Path}/RUNBOOK.md"),
                    Info("Support", tenant.Group.Value))),
                ("syncPolicy", ApplicationManifest.SyncPolicy(options, [.. ApplicationManifest.SyncOptions, .. frameworks.Length == 0 ? (string[])[] : Careful], app.IsEventDriven))));
    }

    // Regulated applications change only what differs, and delete last.
    private static string[] Careful { get; } = ["PruneLast=true", "ApplyOutOfSyncOnly=true"];

    private static Dictionary<string, object?> Info(string name, string value) => Manifest.Map(("name", name), ("value", value));
}
