using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Platform;

/// <summary>Reads <c>stacks/catalog/tenants.yaml</c>, <c>stacks/catalog/apps.yaml</c> and <c>stacks/catalog/addons.yaml</c>, by the same rules as the settings of a stack.</summary>
public static class CatalogFiles
{
    private static readonly ObjectKind TenantsKind = new(
        new Setting("tenants", new MapKind(TextKind.Of<KubernetesName>(), TenantSettings.Kind, 1, 100), "The tenants."));

    private static readonly ObjectKind AppsKind = new(
        new Setting("repository", TextKind.Of<RepositoryUrl>(), "The repository that holds the applications' manifests."),
        new Setting("platform", TextKind.Of<RepositoryUrl>(), "This repository, whose gitops/ Argo CD reads."),
        new Setting("apps", new MapKind(TextKind.Of<KubernetesName>(), AppSettings.Kind, 0, 1000), "The applications."));

    private static readonly ObjectKind AddOnsKind = new(
        new Setting("addons", new MapKind(TextKind.Of<KubernetesName>(), AddOnSettings.Kind, 0, 50), "What every cluster has beside the applications."));

    /// <summary>The form of the tenants' file.</summary>
    public static DataFormat TenantsFormat { get; } = new("tenants", "stacks/catalog/tenants.yaml", "Tenants", "", TenantsKind);

    /// <summary>The form of the applications' file.</summary>
    public static DataFormat AppsFormat { get; } = new("apps", "stacks/catalog/apps.yaml", "Applications", "[docs/argocd.md](../../docs/argocd.md) says what becomes of them.", AppsKind);

    /// <summary>The form of the add-ons' file.</summary>
    public static DataFormat AddOnsFormat { get; } = new("addons", "stacks/catalog/addons.yaml", "Add-ons", "Values of the charts lie in the folder of the same name.", AddOnsKind);

    /// <summary>Reads the files. Never throws for what is in them.</summary>
    /// <param name="tenantsFile">The tenants' file: its name for messages, and its text.</param>
    /// <param name="appsFile">The applications' file.</param>
    /// <param name="addOnsFile">The add-ons' file.</param>
    public static CatalogResult Parse((string Name, string Yaml) tenantsFile, (string Name, string Yaml) appsFile, (string Name, string Yaml) addOnsFile)
    {
        SettingsProblems tenantProblems = new(tenantsFile.Name);
        SettingsProblems appProblems = new(appsFile.Name);
        SettingsProblems addOnProblems = new(addOnsFile.Name);
        CheckedNode? tenants = Read(tenantsFile.Yaml, TenantsKind, tenantProblems);
        CheckedNode? apps = Read(appsFile.Yaml, AppsKind, appProblems);
        CheckedNode? addOns = Read(addOnsFile.Yaml, AddOnsKind, addOnProblems);
        if (tenants is not null && apps is not null)
        {
            CatalogRules.Check(tenants, apps, appProblems);
        }

        if (tenants is not null && apps is not null && addOns is not null)
        {
            CatalogNames.Check((tenants, tenantProblems), (apps, appProblems), (addOns, addOnProblems));
        }

        if (tenantProblems.Count + appProblems.Count + addOnProblems.Count > 0 || tenants is null || apps is null || addOns is null)
        {
            return new CatalogResult(null, [.. tenantProblems.InOrder(), .. appProblems.InOrder(), .. addOnProblems.InOrder()]);
        }

        IReadOnlyDictionary<string, int> waves = CatalogRules.Waves(apps);
        Catalog catalog = new(
            apps.Get<RepositoryUrl>("repository"),
            apps.Get<RepositoryUrl>("platform"),
            tenants.Each("tenants", TenantSettings.Bind),
            apps.Each("apps", node => AppSettings.Bind(node, waves[node.Name])),
            addOns.Each("addons", AddOnSettings.Bind));
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
