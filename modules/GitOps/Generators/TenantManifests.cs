using System.Globalization;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Generators;

/// <summary>What keeps each team of each tenant inside its bounds: namespace, quota, limits, network policies, access, secrets.</summary>
internal static class TenantManifests
{
    public static IEnumerable<RenderedFile> Render(RenderOptions options) =>
        options.Catalog.Tenants.SelectMany(tenant => tenant.Teams.Select(team => Manifest.File($"tenants/{tenant.Name}-{team}.yaml", Objects(options, tenant, team))));

    private static IEnumerable<Dictionary<string, object?>> Objects(RenderOptions options, TenantSettings tenant, KubernetesName team)
    {
        string space = options.Namespace(tenant, team);
        return
        [
            Namespace(options, tenant, team, space),
            Quota(tenant, space),
            Limits(space),
            .. NetworkPolicies.Of(options, space),
            .. TeamAccess.Of(options, tenant, space),
            .. TeamSecrets.Of(options, space),
        ];
    }

    private static Dictionary<string, object?> Namespace(RenderOptions options, TenantSettings tenant, KubernetesName team, string space)
    {
        bool regulated = options.Catalog.Apps.Any(a => a.Tenant == tenant.Name && a.Team == team && !a.Compliance.IsEmpty);
        return Manifest.Object("v1", "Namespace", Manifest.Map(
            ("name", space),
            ("labels", PodSecurity.Labels(
                ("environment", options.Environment),
                ("tenant", tenant.Name.Value),
                ("team", team.Value),
                ("data-classification", options.Settings.Labels.DataClass.Value),
                ("audit-required", regulated ? "true" : null))),

            // Before everything that is in it. In production it stays when its team goes, with all that it holds, and is no difference then.
            ("annotations", Manifest.Map(
                (ArgoCdKeys.SyncWave, "-1"),
                (ArgoCdKeys.SyncOptions, options.IsProduction ? "Prune=false" : null),
                (ArgoCdKeys.CompareOptions, options.IsProduction ? "IgnoreExtraneous" : null)))));
    }

    private static Dictionary<string, object?> Quota(TenantSettings tenant, string space) =>
        Manifest.Object("v1", "ResourceQuota", Manifest.Named("quota", space), ("spec", Manifest.Map(("hard", Manifest.Map(
            ("requests.cpu", tenant.Cpu.ToString(CultureInfo.InvariantCulture)),
            ("requests.memory", string.Create(CultureInfo.InvariantCulture, $"{tenant.MemoryGi}Gi")),
            ("requests.storage", string.Create(CultureInfo.InvariantCulture, $"{tenant.StorageGi}Gi")),
            ("services.loadbalancers", "0"),
            ("services.nodeports", "0"))))));

    private static Dictionary<string, object?> Limits(string space) =>
        Manifest.Object("v1", "LimitRange", Manifest.Named("limits", space), ("spec", Manifest.Map(("limits", Manifest.List(Manifest.Map(
            ("type", "Container"),
            ("default", Manifest.Map(("memory", "512Mi"))),
            ("defaultRequest", Manifest.Map(("cpu", "100m"), ("memory", "256Mi")))))))));
}
