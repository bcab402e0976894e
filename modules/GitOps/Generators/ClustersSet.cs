using Infra.Model.Manifests;
using Infra.Settings.Platform;

namespace Infra.GitOps.Generators;

/// <summary>The one ApplicationSet: it makes a parent Application for each cluster, which keeps everything that the cluster has.</summary>
/// <remarks>
/// What a region runs is the revision of this repository that its cluster's annotation names, so the phases of a release are changes of annotations,
/// and the tenants, the add-ons and the applications of a region follow together.
/// </remarks>
internal static class ClustersSet
{
    public static RenderedFile Render(RenderOptions options) => Manifest.File("applicationsets/clusters.yaml", Manifest.Object(
        "argoproj.io/v1alpha1",
        "ApplicationSet",
        Manifest.Map(
            ("name", "clusters"),
            ("namespace", PlatformNamespaces.ArgoCd),

            // Without the set nothing follows a release any more: a person deletes it, who sees what stops.
            // It comes after the projects, which its Applications name.
            ("annotations", Manifest.Map((ArgoCdKeys.SyncOptions, "Prune=false"), (ArgoCdKeys.SyncWave, "1"))),

            // Without it Kubernetes would delete the parents with the set, whatever applicationsSync says.
            ("finalizers", options.IsProduction ? Manifest.List(ArgoCdKeys.Finalizer) : null)),
        ("spec", Manifest.Map(
            ("goTemplate", true),
            ("goTemplateOptions", Manifest.List("missingkey=error")),
            ("generators", Manifest.List(Manifest.Map(("clusters", Manifest.Map(("selector", Manifest.Map(("matchLabels", Manifest.Map((ClusterContract.Environment, options.Environment)))))))))),
            ("syncPolicy", Manifest.Map(
                ("applicationsSync", options.IsProduction ? "create-update" : "sync"),
                ("preserveResourcesOnDeletion", options.IsProduction))),
            ("template", Parent(options))))));

    private static Dictionary<string, object?> Parent(RenderOptions options) => Manifest.Map(
        ("metadata", Manifest.Map(
            ("name", Region),
            ("labels", Manifest.Map(("environment", options.Environment), ("region", Region), ("tenant", Projects.Platform))),
            ("finalizers", options.IsProduction ? null : Manifest.List(ArgoCdKeys.Finalizer)))),
        ("spec", ApplicationManifest.Parent(options, ClusterChart.Folder, new ChartParameters("{{ .name }}", "{{ .metadata.annotations." + ClusterContract.Platform + " }}", Region))));

    private const string Region = "{{ .metadata.labels." + ClusterContract.Region + " }}";
}
