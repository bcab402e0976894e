namespace Infra.Model;

/// <summary>Reads <c>stacks/tenants.yaml</c> and <c>stacks/apps.yaml</c>, by the same rules as the settings of a stack.</summary>
public static class CatalogFiles
{
    private static readonly ObjectKind TenantsKind = new(
        new Setting("tenants", new MapKind(TextKind.Of<KubernetesName>(), TenantSettings.Kind, 1, 100), "The tenants."));

    private static readonly ObjectKind AppsKind = new(
        new Setting("repository", TextKind.Of<RepositoryUrl>(), "The repository that holds the applications' manifests."),
        new Setting("platform", TextKind.Of<RepositoryUrl>(), "This repository, whose gitops/ Argo CD reads."),
        new Setting("apps", new MapKind(TextKind.Of<KubernetesName>(), AppSettings.Kind, 0, 1000), "The applications."));

    /// <summary>Reads both files. Never throws for what is in them.</summary>
    /// <param name="tenantsFile">The name of the tenants' file, for messages.</param>
    /// <param name="tenantsYaml">Its text.</param>
    /// <param name="appsFile">The name of the applications' file, for messages.</param>
    /// <param name="appsYaml">Its text.</param>
    public static CatalogResult Parse(string tenantsFile, string tenantsYaml, string appsFile, string appsYaml)
    {
        SettingsProblems tenantProblems = new(tenantsFile);
        SettingsProblems appProblems = new(appsFile);
        CheckedNode? tenants = Read(tenantsYaml, TenantsKind, tenantProblems);
        CheckedNode? apps = Read(appsYaml, AppsKind, appProblems);
        if (tenants is not null && apps is not null)
        {
            CatalogRules.Check(tenants, apps, appProblems);
        }

        if (tenantProblems.Count + appProblems.Count > 0 || tenants is null || apps is null)
        {
            return new CatalogResult(null, [.. tenantProblems.InOrder(), .. appProblems.InOrder()]);
        }

        IReadOnlyDictionary<string, int> waves = CatalogRules.Waves(apps);
        Catalog catalog = new(
            apps.Get<RepositoryUrl>("repository"),
            apps.Get<RepositoryUrl>("platform"),
            tenants.Each("tenants", TenantSettings.Bind),
            apps.Each("apps", node => AppSettings.Bind(node, waves[node.Name])));
        return new CatalogResult(catalog, []);
    }

    private static CheckedNode? Read(string yaml, ObjectKind kind, SettingsProblems problems)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (new YamlTree(problems).Read(yaml) is not { } root)
        {
            return null;
        }

        SecretSearch.Check(root, problems);
        return new SettingsCheck(problems).Check("", "", kind, root);
    }
}
