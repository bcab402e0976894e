using System.Collections.Immutable;

namespace Infra.GitOps;

/// <summary>The ApplicationSets: one a tenant, with a list of applications for each set of regions, joined with the clusters by label.</summary>
/// <remarks>Few sets with many elements: the controller walks every set on each change. Source: DESIGN, GitOps; capabilities A4, A5.</remarks>
internal static class AppSets
{
    public static IEnumerable<RenderedFile> Render(RenderOptions options)
    {
        yield return Manifest.File("applicationsets/tenants.yaml", TenantsSet(options));
        foreach (TenantSettings tenant in options.Catalog.Tenants)
        {
            ImmutableArray<AppSettings> apps = [.. options.Catalog.Apps.Where(a => a.Tenant == tenant.Name && RegionsOf(options, a).Any())];
            if (!apps.IsEmpty)
            {
                yield return Manifest.File($"applicationsets/{tenant.Name}.yaml", TenantSet(options, tenant, apps));
            }
        }
    }

    /// <summary>The regions of this environment that an application runs in.</summary>
    public static IEnumerable<Region> RegionsOf(RenderOptions options, AppSettings app) =>
        options.Settings.Clusters.Select(c => c.Region).Where(r => app.Regions.IsEmpty || app.Regions.Contains(r));

    // Namespaces, quotas and policies come from this repository, before any application.
    private static Dictionary<string, object?> TenantsSet(RenderOptions options) => Set(
        options,
        "tenants",
        Manifest.List(Manifest.Map(("clusters", Manifest.Map(("selector", Clusters(options, [])))))),
        Manifest.Map(
            ("metadata", Manifest.Map(
                ("name", "{{ .metadata.labels.region }}-tenants"),
                ("labels", Labels(options, "platform", "0")))),
            ("spec", Manifest.Map(
                ("project", Projects.Platform),
                ("source", Manifest.Map(("repoURL", options.Catalog.Platform.Value), ("targetRevision", options.Release.Platform.Value), ("path", $"gitops/{options.Environment}/tenants"))),
                ("destination", Manifest.Map(("name", "{{ .name }}"))),
                ("syncPolicy", SyncPolicy(options))))));

    private static Dictionary<string, object?> TenantSet(RenderOptions options, TenantSettings tenant, ImmutableArray<AppSettings> apps)
    {
        // Applications with the same regions share a matrix: a cluster's label cannot be compared with an element's list.
        IEnumerable<object?> generators = apps
            .GroupBy(a => string.Join(',', a.Regions.Select(r => r.Value).Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (object?)Manifest.Map(("matrix", Manifest.Map(("generators", Manifest.List(
                Manifest.Map(("clusters", Manifest.Map(("selector", Clusters(options, g.First().Regions))))),
                Manifest.Map(("list", Manifest.Map(("elements", Manifest.List(g.Select(a => Element(options, tenant, a)))))))))))));
        Dictionary<string, object?> set = Set(options, tenant.Name.Value, Manifest.List(generators), Template(options, tenant));
        ((Dictionary<string, object?>)set["spec"]!)["templatePatch"] = RegulatedPatch;
        return set;
    }

    private static Dictionary<string, object?> Element(RenderOptions options, TenantSettings tenant, AppSettings app) => Manifest.Map(
        ("app", app.Name.Value),
        ("team", app.Team.Value),
        ("namespace", options.Namespace(tenant, app.Team)),
        ("path", app.Path.Value),
        ("order", app.Wave.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("critical", app.IsCritical),
        ("regulated", !app.Compliance.IsEmpty),
        ("compliance", string.Join('.', app.Compliance.Order(StringComparer.Ordinal))));

    private static Dictionary<string, object?> Template(RenderOptions options, TenantSettings tenant) => Manifest.Map(
        ("metadata", Manifest.Map(
            ("name", "{{ .metadata.labels.region }}-{{ .app }}"),
            ("labels", Labels(options, tenant.Name.Value, "{{ .metadata.labels.wave }}", ("app", "{{ .app }}"), ("team", "{{ .team }}"))),
            ("annotations", Manifest.Map(("argocd.argoproj.io/sync-wave", "{{ .order }}"))))),
        ("spec", Manifest.Map(
            ("project", tenant.Name.Value),
            ("source", Manifest.Map(
                ("repoURL", options.Catalog.Repository.Value),
                ("targetRevision", options.Release.Revision.Value),
                ("path", "{{ .path }}"),
                ("helm", Manifest.Map(
                    ("ignoreMissingValueFiles", true),
                    ("valueFiles", Manifest.List("values.yaml", $"values-{options.Environment}.yaml", "values-{{ .metadata.labels.region }}.yaml")))))),
            ("destination", Manifest.Map(("name", "{{ .name }}"), ("namespace", "{{ .namespace }}"))),
            ("revisionHistoryLimit", 10L),
            ("syncPolicy", SyncPolicy(options)))));

    // Regulated applications change only what differs, delete last, and say who watches them. Source: capabilities A4.
    private const string RegulatedPatch =
        """
        {{- if .regulated }}
        metadata:
          annotations:
            compliance: '{{ .compliance }}'
        spec:
          syncPolicy:
            managedNamespaceMetadata:
              labels:
                audit-required: 'true'
            syncOptions:
              - ServerSideApply=true
              - FailOnSharedResource=true
              - PrunePropagationPolicy=foreground
              - PruneLast=true
              - ApplyOutOfSyncOnly=true
              - RespectIgnoreDifferences=true
        {{- end }}

        """;

    private static Dictionary<string, object?> Labels(RenderOptions options, string tenant, string wave, params (string Key, object? Value)[] more) =>
        Manifest.Map([("environment", options.Environment), ("region", "{{ .metadata.labels.region }}"), ("tenant", tenant), ("wave", wave), .. more]);

    private static Dictionary<string, object?> SyncPolicy(RenderOptions options) => Manifest.Map(
        ("automated", Manifest.Map(("prune", true), ("selfHeal", true), ("allowEmpty", false))),
        ("retry", Manifest.Map(("limit", 5L), ("backoff", Manifest.Map(("duration", "5s"), ("factor", 2L), ("maxDuration", "3m"))))),
        ("syncOptions", Manifest.List("ServerSideApply=true", "FailOnSharedResource=true")));

    private static Dictionary<string, object?> Clusters(RenderOptions options, ImmutableArray<Region> regions) => Manifest.Map(
        ("matchLabels", Manifest.Map((ClusterContract.Environment, options.Environment))),
        ("matchExpressions", regions.IsEmpty
            ? null
            : Manifest.List(Manifest.Map(("key", ClusterContract.Region), ("operator", "In"), ("values", Manifest.List(regions.Select(r => r.Value).Order(StringComparer.Ordinal)))))));

    private static Dictionary<string, object?> Set(RenderOptions options, string name, List<object?> generators, Dictionary<string, object?> template) => Manifest.Object(
        "argoproj.io/v1alpha1",
        "ApplicationSet",
        Manifest.Map(("name", name), ("namespace", "argocd")),
        ("spec", Manifest.Map(
            ("goTemplate", true),
            ("goTemplateOptions", Manifest.List("missingkey=error")),
            ("generators", generators),
            ("strategy", Strategy(options)),
            ("syncPolicy", Manifest.Map(
                ("applicationsSync", options.IsProduction ? "create-update" : "sync"),
                ("preserveResourcesOnDeletion", options.IsProduction))),
            ("template", template))));

    // The hub last: a bad release meets the smaller region first.
    private static Dictionary<string, object?>? Strategy(RenderOptions options)
    {
        if (!options.IsProduction || options.Settings.Clusters.Length < 2)
        {
            return null;
        }

        string[] waves = ["0", "1", "2"];
        List<object?> steps = Manifest.List(waves.Select(wave => Manifest.Map(
            ("matchExpressions", Manifest.List(Manifest.Map(("key", "wave"), ("operator", "In"), ("values", Manifest.List(wave))))))));
        return Manifest.Map(("type", "RollingSync"), ("rollingSync", Manifest.Map(("steps", steps))));
    }
}
