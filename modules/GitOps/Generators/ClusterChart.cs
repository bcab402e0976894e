using System.Collections.Immutable;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Generators;

/// <summary>The chart of a cluster: the Applications of the tenants, then of the add-ons, then a parent for each group of applications.</summary>
internal static class ClusterChart
{
    /// <summary>Its folder below <c>gitops/ENV/</c>.</summary>
    public const string Folder = "cluster";

    // Each wave waits until the one before is healthy.
    private const int Tenants = 0;
    private const int AddOn = 1;
    private const int Group = 2;

    public static IEnumerable<RenderedFile> Render(RenderOptions options) =>
    [
        .. ChartFiles.Head(options, Folder, "cluster", $"What a cluster of {options.Environment} has."),
        ChartFiles.Template($"{Folder}/templates/tenants.yaml", [], OfTenants(options)),
        .. AddOnCharts.Of(options).Select(a => ChartFiles.Template($"{Folder}/templates/addon-{a.Name}.yaml", [], OfAddOn(options, a, options.Release.AddOns[a.Name.Value]))),
        .. GroupCharts.Of(options).Select(g => ChartFiles.Template($"{Folder}/templates/group-{g.Name}.yaml", GroupCharts.Regions(options, g), OfGroup(options, g))),
    ];

    private static Dictionary<string, object?> OfTenants(RenderOptions options) => ApplicationManifest.Of(
        options, "tenants", Tenants, cascades: !options.IsProduction, [("tenant", Projects.Platform)], Manifest.Map(
            ("project", Projects.Platform),
            ("source", ApplicationManifest.Own(options, "tenants", ChartParameters.Values.Platform)),
            ("destination", Manifest.Map(("name", ChartParameters.Values.Cluster))),
            ("syncPolicy", ApplicationManifest.SyncPolicy(options, ApplicationManifest.SyncOptions))));

    private static Dictionary<string, object?> OfAddOn(RenderOptions options, AddOnSettings addOn, ChartVersion version) => ApplicationManifest.Of(
        options, addOn.Name.Value, AddOn, cascades: !options.IsProduction, [("tenant", Projects.Platform), ("app", addOn.Name.Value)], Manifest.Map(
            ("project", Projects.AddOns),
            ("sources", AddOnCharts.Sources(options, addOn, version)),
            ("destination", Manifest.Map(("name", ChartParameters.Values.Cluster), ("namespace", addOn.Namespace.Value))),
            ("syncPolicy", AddOnCharts.SyncPolicy(options))));

    // What it keeps are Applications: when it goes, they go, and in production what they made stays.
    private static Dictionary<string, object?> OfGroup(RenderOptions options, AppGroup group) => ApplicationManifest.Of(
        options, $"group-{group.Name}", Group, cascades: true, [("tenant", Projects.Platform)], ApplicationManifest.Parent(options, GroupCharts.Folder(group), ChartParameters.Values));
}
