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
            ImmutableArray<AppSettings> apps = [.. options.Catalog.Apps.Where(a => a.Tenant == tenant.Name && a.RegionsIn(options.Settings).Any())];
            if (!apps.IsEmpty)
            {
                yield return Manifest.File($"applicationsets/{tenant.Name}.yaml", TenantSet(options, tenant, apps));
            }
        }
    }

    // Namespaces, quotas and policies come from this repository, before any application.
    private static Dictionary<string, object?> TenantsSet(RenderOptions options) => ApplicationSetManifest.Set(
        options,
        "tenants",
        Manifest.List(ApplicationSetManifest.Clusters(options)),
        Manifest.Map(
            ("metadata", ApplicationSetManifest.Metadata(options, "tenants", Projects.Platform, "-1")),
            ("spec", Manifest.Map(
                ("project", Projects.Platform),
                ("source", Manifest.Map(
                    ("repoURL", options.Catalog.Platform.Value),
                    ("targetRevision", ApplicationSetManifest.PlatformRevision),
                    ("path", $"gitops/{options.Environment}/tenants"))),
                ("destination", Manifest.Map(("name", "{{ .name }}"))),
                ("syncPolicy", ApplicationSetManifest.SyncPolicy(options))))));

    private static Dictionary<string, object?> TenantSet(RenderOptions options, TenantSettings tenant, ImmutableArray<AppSettings> apps)
    {
        // Where none of its applications differs, the set names the revision once, whatever the release says of others.
        bool differs = apps.Any(a => a.RegionsIn(options.Settings).Any(r => options.Release.In(r.Value).RevisionOf(a.Name.Value) != options.Release.Revision));

        // Applications with the same regions share a matrix: a cluster's label cannot be compared with an element's list.
        IEnumerable<object?> generators = apps
            .GroupBy(a => string.Join(',', a.Regions.Select(r => r.Value).Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => differs ? Matrices(options, tenant, [.. g]) : [Matrix(options, g.First().Regions, g.Select(a => Element(options, tenant, a, null)))]);
        return ApplicationSetManifest.Set(options, tenant.Name.Value, Manifest.List(generators), Template(options, tenant, differs ? "{{ .revision }}" : options.Release.Revision.Value), RegulatedPatch(options));
    }

    // One matrix for the regions in which each application runs the same: the revision stands in the element, which knows no cluster.
    private static IEnumerable<object?> Matrices(RenderOptions options, TenantSettings tenant, ImmutableArray<AppSettings> apps)
    {
        string Runs(Region region) => string.Join(',', apps.Select(a => options.Release.In(region.Value).RevisionOf(a.Name.Value).Value));
        ImmutableArray<Region>[] alike = [.. apps[0].RegionsIn(options.Settings).GroupBy(Runs, StringComparer.Ordinal).Select(g => g.ToImmutableArray())];
        return alike.OrderBy(r => r[0].Value, StringComparer.Ordinal).Select(regions => Matrix(
            options, alike.Length == 1 ? apps[0].Regions : regions, apps.Select(a => Element(options, tenant, a, options.Release.In(regions[0].Value).RevisionOf(a.Name.Value)))));
    }

    private static object? Matrix(RenderOptions options, ImmutableArray<Region> regions, IEnumerable<object?> elements) => Manifest.Map(("matrix", Manifest.Map(("generators", Manifest.List(
        ApplicationSetManifest.Clusters(options, regions),
        Manifest.Map(("list", Manifest.Map(("elements", Manifest.List(elements))))))))));

    private static Dictionary<string, object?> Element(RenderOptions options, TenantSettings tenant, AppSettings app, GitRevision? revision) => Manifest.Map(
        ("app", app.Name.Value),
        ("team", app.Team.Value),
        ("namespace", options.Namespace(tenant, app.Team)),
        ("path", app.Path.Value),
        ("order", app.Wave.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("critical", app.IsCritical),
        ("regulated", !app.Compliance.IsEmpty),
        ("revision", revision?.Value),
        ("compliance", string.Join('.', app.Compliance.Order(StringComparer.Ordinal))));

    private static Dictionary<string, object?> Template(RenderOptions options, TenantSettings tenant, string revision) => Manifest.Map(
        ("metadata", ApplicationSetManifest.Metadata(options, "{{ .app }}", tenant.Name.Value, "{{ .order }}", ("app", "{{ .app }}"), ("team", "{{ .team }}"))),
        ("spec", Manifest.Map(
            ("project", tenant.Name.Value),
            ("source", Manifest.Map(
                ("repoURL", options.Catalog.Repository.Value),
                ("targetRevision", revision),
                ("path", "{{ .path }}"),
                ("helm", Manifest.Map(("ignoreMissingValueFiles", true), ("valueFiles", ValueFiles.Of(options, "")))))),
            ("destination", Manifest.Map(("name", "{{ .name }}"), ("namespace", "{{ .namespace }}"))),
            ("info", Manifest.List(
                Info("Documentation", $"{options.Catalog.Repository}/tree/{revision}/{{{{ .path }}}}"),
                Info("Runbook", $"{options.Catalog.Repository}/blob/{revision}/{{{{ .path }}}}/RUNBOOK.md"),
                Info("Support", tenant.Group.Value))),
            ("revisionHistoryLimit", 10L),
            ("syncPolicy", ApplicationSetManifest.SyncPolicy(options)))));

    private static Dictionary<string, object?> Info(string name, string value) => Manifest.Map(("name", name), ("value", value));

    // Regulated applications change only what differs, delete last, and have the values of their frameworks. Source: capabilities A4.
    private static string RegulatedPatch(RenderOptions options)
    {
        const string frameworks = "(frameworks)";
        IEnumerable<string> files = ValueFiles.Of(options, "", frameworks).Select(f => (string)f!).Select(f => f.Contains(frameworks, StringComparison.Ordinal)
            ? $"        {{{{- range splitList \".\" .compliance }}}}\n        - {f.Replace(frameworks, "{{ . }}", StringComparison.Ordinal)}\n        {{{{- end }}}}\n"
            : $"        - {f}\n");
        IEnumerable<string> syncOptions = [.. ApplicationSetManifest.SyncOptions, "PrunePropagationPolicy=foreground", "PruneLast=true", "ApplyOutOfSyncOnly=true", "RespectIgnoreDifferences=true"];
        return $$$"""
            {{- if .regulated }}
            metadata:
              annotations:
                compliance: '{{ .compliance }}'
            spec:
              source:
                helm:
                  valueFiles:
            {{{string.Concat(files).TrimEnd('\n')}}}
              syncPolicy:
                syncOptions:
            {{{string.Join('\n', syncOptions.Select(o => $"    - {o}"))}}}
            {{- end }}

            """;
    }
}
