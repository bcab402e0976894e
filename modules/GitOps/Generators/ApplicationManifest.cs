using System.Globalization;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Generators;

/// <summary>What all Applications in the charts have alike.</summary>
internal static class ApplicationManifest
{
    /// <summary>The options of every sync of what runs in a cluster.</summary>
    public static string[] SyncOptions { get; } = ["ServerSideApply=true", "FailOnSharedResource=true"];

    /// <summary>An Application in a chart.</summary>
    /// <param name="options">The environment.</param>
    /// <param name="name">Its name after that of the region.</param>
    /// <param name="wave">Its wave in the sync of its parent.</param>
    /// <param name="cascades">Whether it takes along what it keeps when it goes.</param>
    /// <param name="labels">Its labels beside those of the region.</param>
    /// <param name="spec">The rest.</param>
    public static Dictionary<string, object?> Of(RenderOptions options, string name, int wave, bool cascades, (string Key, object? Value)[] labels, Dictionary<string, object?> spec) => Manifest.Object(
        "argoproj.io/v1alpha1",
        "Application",
        Manifest.Map(
            ("name", $"{ChartParameters.Values.Region}-{name}"),
            ("namespace", PlatformNamespaces.ArgoCd),
            ("finalizers", cascades ? Manifest.List(ArgoCdKeys.Finalizer) : null),
            ("labels", Manifest.Map([("environment", options.Environment), ("region", ChartParameters.Values.Region), .. labels])),
            ("annotations", Manifest.Map((ArgoCdKeys.SyncWave, wave.ToString(CultureInfo.InvariantCulture))))),
        ("spec", spec));

    /// <summary>The spec of an Application that keeps other Applications, from a chart of this repository.</summary>
    /// <remarks>
    /// It may take over an Application from another parent, as when groups are joined, so it does not refuse what is shared. It applies what is in sync
    /// too: with <c>ApplyOutOfSyncOnly</c> the next try of a failed sync would not wait for what made it fail (gitops-engine, filterOutOfSyncTasks).
    /// </remarks>
    public static Dictionary<string, object?> Parent(RenderOptions options, string folder, ChartParameters parameters) => Manifest.Map(
        ("project", Projects.Clusters),
        ("source", Own(options, folder, parameters.Platform, Manifest.Map(("parameters", parameters.Write())))),
        ("destination", Manifest.Map(("name", options.Settings.Names.Cluster(options.Settings.Hub.Region)), ("namespace", PlatformNamespaces.ArgoCd))),
        ("syncPolicy", SyncPolicy(options, ["ServerSideApply=true"])));

    /// <summary>A source in this repository.</summary>
    public static Dictionary<string, object?> Own(RenderOptions options, string folder, string revision, Dictionary<string, object?>? helm = null) => Manifest.Map(
        ("repoURL", options.Catalog.Platform.Value),
        ("targetRevision", revision),
        ("path", $"gitops/{options.Environment}/{folder}"),
        ("helm", helm));

    /// <summary>
    /// How an Application is synced: by itself, and when that fails ten times more within 20 minutes, by the pauses that Argo CD makes of itself (5 s, doubled, at most 3 minutes). Argo CD does not try a failed sync again for the
    /// same source, healing itself or not (controller/appcontroller.go, autoSync), so few retries would leave it failed after a short outage. But a
    /// sync that is tried again holds a new commit back: it goes on with the source that it began with (processRequestedAppOperation), so retries
    /// without an end would keep a fix out.
    /// </summary>
    /// <param name="options">The environment.</param>
    /// <param name="syncOptions">The options of every sync.</param>
    /// <param name="isEventDriven">Whether events start its work: three more tries, at most a minute apart.</param>
    public static Dictionary<string, object?> SyncPolicy(RenderOptions options, IEnumerable<string> syncOptions, bool isEventDriven = false) => Manifest.Map(
        ("automated", Manifest.Map(("prune", true), ("selfHeal", true))),
        ("retry", Manifest.Map(
            ("limit", isEventDriven ? 3L : 10L),
            ("backoff", isEventDriven ? Manifest.Map(("maxDuration", "1m")) : null),

            // Where a branch is followed, a retry takes what the branch has by then.
            ("refresh", options.Settings.Tier == Tier.Development ? true : null))),
        ("syncOptions", Manifest.List(syncOptions)));
}
