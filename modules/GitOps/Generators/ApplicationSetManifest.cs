namespace Infra.GitOps;

/// <summary>What all generated ApplicationSets have alike. Sources: DESIGN, GitOps; capabilities A4; checklist 37, 38.</summary>
internal static class ApplicationSetManifest
{
    /// <summary>The template of the revision of this repository; the contract says why no file holds it.</summary>
    public const string PlatformRevision = "{{ .metadata.annotations." + ClusterContract.Platform + " }}";

    /// <summary>The template of a cluster's region.</summary>
    public const string Region = "{{ .metadata.labels." + ClusterContract.Region + " }}";

    /// <summary>A set: literal project, missing values are errors, and in production nothing is deleted with its set.</summary>
    /// <param name="options">The environment.</param>
    /// <param name="name">Its name.</param>
    /// <param name="generators">Its generators.</param>
    /// <param name="template">The Application.</param>
    /// <param name="patch">What differs by Application, or null.</param>
    public static Dictionary<string, object?> Set(RenderOptions options, string name, List<object?> generators, Dictionary<string, object?> template, string? patch = null) => Manifest.Object(
        "argoproj.io/v1alpha1",
        "ApplicationSet",
        Manifest.Map(("name", name), ("namespace", PlatformNamespaces.ArgoCd)),
        ("spec", Manifest.Map(
            ("goTemplate", true),
            ("goTemplateOptions", Manifest.List("missingkey=error")),
            ("generators", generators),
            ("strategy", Strategy(options)),
            ("syncPolicy", Manifest.Map(
                ("applicationsSync", options.IsProduction ? "create-update" : "sync"),
                ("preserveResourcesOnDeletion", options.IsProduction))),
            ("template", template),
            ("templatePatch", patch))));

    /// <summary>The generator of the environment's clusters, in some regions or, without any, in all.</summary>
    public static Dictionary<string, object?> Clusters(RenderOptions options, params IEnumerable<Region> regions)
    {
        string[] names = [.. regions.Select(r => r.Value).Order(StringComparer.Ordinal)];
        return Manifest.Map(("clusters", Manifest.Map(("selector", Manifest.Map(
            ("matchLabels", Manifest.Map((ClusterContract.Environment, options.Environment))),
            ("matchExpressions", names.Length == 0
                ? null
                : Manifest.List(Manifest.Map(("key", ClusterContract.Region), ("operator", "In"), ("values", Manifest.List(names))))))))));
    }

    /// <summary>The metadata of an Application. Outside production it takes what it made with it when it goes.</summary>
    public static Dictionary<string, object?> Metadata(RenderOptions options, string name, string tenant, string order, params (string Key, object? Value)[] labels) => Manifest.Map(
        ("name", $"{Region}-{name}"),
        ("finalizers", options.IsProduction ? null : Manifest.List("resources-finalizer.argocd.argoproj.io")),
        ("labels", Manifest.Map(
            [("environment", options.Environment), ("region", Region), ("tenant", tenant), ("wave", "{{ .metadata.labels." + ClusterContract.Wave + " }}"), .. labels])),
        ("annotations", Manifest.Map(("argocd.argoproj.io/sync-wave", order))));

    /// <summary>How an Application is synced. Under RollingSync there is nothing automated: Argo CD would turn it off and warn of it.</summary>
    public static Dictionary<string, object?> SyncPolicy(RenderOptions options, params string[] more) => Manifest.Map(
        ("automated", Rolls(options) ? null : Manifest.Map(("prune", true), ("selfHeal", true), ("allowEmpty", false))),
        ("retry", Manifest.Map(("limit", 5L), ("backoff", Manifest.Map(("duration", "5s"), ("factor", 2L), ("maxDuration", "3m"))))),
        ("syncOptions", Manifest.List([.. SyncOptions, .. more])));

    /// <summary>The options of every sync.</summary>
    public static string[] SyncOptions { get; } = ["ServerSideApply=true", "FailOnSharedResource=true"];

    private static bool Rolls(RenderOptions options) => options.IsProduction && options.Settings.Clusters.Length > 1;

    // The hub last: a bad release meets the smaller region first.
    private static Dictionary<string, object?>? Strategy(RenderOptions options)
    {
        if (!Rolls(options))
        {
            return null;
        }

        IEnumerable<string> waves = options.Settings.Clusters.Select(c => ClusterContract.LabelsOf(options.Settings.Stack, c)[ClusterContract.Wave]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        List<object?> steps = Manifest.List(waves.Select(wave => Manifest.Map(
            ("matchExpressions", Manifest.List(Manifest.Map(("key", "wave"), ("operator", "In"), ("values", Manifest.List(wave))))))));
        return Manifest.Map(("type", "RollingSync"), ("rollingSync", Manifest.Map(("steps", steps))));
    }
}
