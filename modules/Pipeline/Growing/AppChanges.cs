using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Growing;

/// <summary>Adds and removes applications and tenants.</summary>
/// <param name="repository">The repository.</param>
public sealed class AppChanges(Repository repository)
{
    private const string Apps = "stacks/catalog/apps.yaml";
    private const string Tenants = "stacks/catalog/tenants.yaml";

    /// <summary>A new application.</summary>
    /// <param name="app">What it is.</param>
    /// <exception cref="InfraException">It is there already, or something that it needs is missing; all of it is named.</exception>
    public Growth Add(NewApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        Catalog catalog = Catalog();
        TenantSettings? tenant = catalog.Tenants.FirstOrDefault(t => t.Name == app.Tenant);
        string[] apps = [.. catalog.Apps.Select(a => a.Name.Value)];
        if (app.HasIdentity && catalog.Apps.FirstOrDefault(a => a.Name == app.Name) is { } there)
        {
            return Identify(there, app, tenant);
        }

        Refuse(
        [
            apps.Contains(app.Name.Value, StringComparer.Ordinal) ? $"{Apps} has an application {app.Name} already; with --identity and nothing else it is given an account at Google." : null,
            tenant is null ? $"There is no tenant {app.Tenant}. {Spelling.Among(app.Tenant.Value, [.. catalog.Tenants.Select(t => t.Name.Value)])} Or `infra add tenant {app.Tenant} --team {app.Team}`." : null,
            tenant is not null && !tenant.Teams.Contains(app.Team) ? $"The tenant {tenant.Name} has no team {app.Team}. {Spelling.Among(app.Team.Value, [.. tenant.Teams.Select(t => t.Value)])}" : null,
            .. app.DependsOn.Where(d => !apps.Contains(d.Value, StringComparer.Ordinal)).Select(d => $"--depends-on {d}: there is no such application. {Spelling.Among(d.Value, apps)}"),
        ]);
        string entry = $"{app.Name}:\n  tenant: {app.Tenant}\n  team: {app.Team}\n  path: {app.Path}\n{(app.IsCritical ? "  critical: true\n" : "")}{List("dependsOn", app.DependsOn)}{List("regions", app.Regions)}";
        Growth growth = Growth.Of($"Added the application {app.Name} of {app.Tenant}/{app.Team}").Edit(repository, Apps, t => YamlEdit.Add(t, ["apps"], entry));
        growth = growth.Noting($"Its manifests belong into {app.Path}/ of {catalog.Repository}; Argo CD finds nothing before they are there.");
        return app.HasIdentity ? WithIdentity(growth, app.Name, tenant!, app.Team, repository.Environments()) : growth.Noting("It has no account of its own at Google; the same with --identity gives it one.");
    }

    // What else was said must be what it is: nothing but the account changes.
    private Growth Identify(AppSettings there, NewApp app, TenantSettings? tenant)
    {
        string[] without = [.. repository.Environments().Where(e => repository.Settings(e).Workloads.All(w => w.Name != there.Name))];
        bool isAnother = there.Tenant != app.Tenant || there.Team != app.Team || there.Path != app.Path || app.IsCritical || app.DependsOn.Length > 0 || app.Regions.Length > 0;
        Refuse(
        [
            isAnother ? $"{Apps} has an application {there.Name} already, of {there.Tenant}/{there.Team} at {there.Path}: --identity gives it an account and changes nothing else. Name that tenant, team and path, and leave the other options out." : null,
            !isAnother && without.Length == 0 ? $"{there.Name} has an account in every environment already." : null,
        ]);
        return WithIdentity(Growth.Of($"Gave the application {there.Name} an account"), there.Name, tenant!, there.Team, without);
    }

    private Growth WithIdentity(Growth growth, KubernetesName name, TenantSettings tenant, KubernetesName team, IEnumerable<string> environments) => environments
        .Aggregate(growth, (g, environment) => g.Changing(environment).Edit(repository, $"stacks/Pulumi.{environment}.yaml", t => YamlEdit.Add(
            t, ["config", "infra:workloads"], $"{name}:\n  namespace: {TenantWorkloads.Namespace(tenant, team, StackName.Of(environment))}\n  serviceAccount: {name}\n")))
        .Noting($"Its pods run as the service account {name}, which is an account of Google's too: `infra add secret ID --consumer {name}` gives it a secret.");

    /// <summary>Takes an application away, with the workloads that are its own.</summary>
    /// <param name="name">The application.</param>
    /// <param name="secrets">Whether secrets go that nobody else reads.</param>
    /// <exception cref="InfraException">There is none, or others need it; all of it is named.</exception>
    public Growth Remove(string name, bool secrets)
    {
        Catalog catalog = Catalog();
        AppSettings app = catalog.Apps.FirstOrDefault(a => a.Name.Value == name)
            ?? throw new InfraException(ErrorKind.Configuration, $"There is no application {Infra.Model.Masking.Printable.Text(name)}. {Spelling.Among(name, [.. catalog.Apps.Select(a => a.Name.Value)])}");
        Growth growth = Growth.Of($"Removed the application {app.Name}").Edit(repository, Apps, t => YamlEdit.Remove(t, ["apps", app.Name.Value]));
        List<string?> wrong = [.. catalog.Apps.Where(a => a.DependsOn.Contains(app.Name)).Select(a => $"{a.Name} depends on {app.Name}: take that out of dependsOn in {Apps} first.")];
        foreach (string environment in repository.Environments())
        {
            StackSettings settings = repository.Settings(environment);
            foreach (WorkloadSettings workload in Own(settings, catalog, app))
            {
                string file = $"stacks/Pulumi.{environment}.yaml";
                SecretSettings[] read = [.. TenantWorkloads.Secrets(settings, workload)];
                foreach (SecretSettings secret in read)
                {
                    bool alone = secret.Consumers.Length == 1;
                    if (alone && !secrets)
                    {
                        wrong.Add($"{app.Name} alone reads the secret {secret.Id} of {environment}: pass --secrets to delete it too, with every version.");
                        continue;
                    }

                    growth = alone ? WithoutSecret(growth, environment, secret) : growth.Edit(repository, file, t => YamlEdit.RemoveItem(t, ["config", "infra:secrets", secret.Id.Value, "consumers"], workload.Name.Value));
                }

                growth = growth.Edit(repository, file, t => YamlEdit.Remove(t, ["config", "infra:workloads", workload.Name.Value])).Changing(environment)
                    .Noting($"{environment}: the workload {workload.Name} goes, and its account at Google with everything that others granted to it{(read.Length == 0 ? "" : $"; it read {string.Join(", ", read.Select(s => s.Id))}")}.");
            }
        }

        Refuse([.. wrong]);
        return growth.Noting($"Argo CD deletes what {app.Name} runs where an environment takes the next release; in production a person deletes its Application (docs/argocd.md).");
    }

    /// <summary>A new tenant.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="group">The group of its people; null for NAME@ the company's domain.</param>
    /// <param name="teams">Its teams.</param>
    /// <exception cref="InfraException">It is there already.</exception>
    public Growth AddTenant(KubernetesName name, GroupAddress? group, ImmutableArray<KubernetesName> teams)
    {
        ArgumentNullException.ThrowIfNull(name);
        Catalog catalog = Catalog();
        string[] taken = [.. catalog.Tenants.SelectMany(t => t.Teams.Intersect(teams).Select(x => $"The team {x} is of the tenant {t.Name} already."))];
        Refuse([catalog.Tenants.Any(t => t.Name == name) ? $"{Tenants} has a tenant {name} already." : null, .. taken]);
        string address = group?.Value ?? $"{name}@{Domain()}";
        return Growth.Of($"Added the tenant {name}")
            .Edit(repository, Tenants, t => YamlEdit.Add(t, ["tenants"], $"{name}:\n  group: {address}\n{List("teams", teams)}"))
            .Noting($"{address} must be a group that is nested in {repository.Settings(repository.Environments()[0]).SecurityGroup}.");
    }

    /// <summary>Takes a tenant away.</summary>
    /// <param name="name">The tenant.</param>
    /// <exception cref="InfraException">There is none, or it has applications or workloads still.</exception>
    public Growth RemoveTenant(string name)
    {
        Catalog catalog = Catalog();
        TenantSettings tenant = catalog.Tenants.FirstOrDefault(t => t.Name.Value == name)
            ?? throw new InfraException(ErrorKind.Configuration, $"There is no tenant {Infra.Model.Masking.Printable.Text(name)}. {Spelling.Among(name, [.. catalog.Tenants.Select(t => t.Name.Value)])}");
        Refuse([.. catalog.Apps.Where(a => a.Tenant == tenant.Name).Select(a => $"{tenant.Name} has the application {a.Name}: `infra remove app {a.Name}` first.")]);
        return Growth.Of($"Removed the tenant {tenant.Name}")
            .Edit(repository, Tenants, t => YamlEdit.Remove(t, ["tenants", tenant.Name.Value]))
            .Noting($"Its Argo CD project goes, and the namespaces {string.Join(", ", tenant.Teams.Select(t => $"{tenant.Name}-{t}-ENV"))} with everything in them.");
    }

    private Growth WithoutSecret(Growth growth, string environment, SecretSettings secret)
    {
        growth = growth.Edit(repository, $"stacks/Pulumi.{environment}.yaml", t => YamlEdit.Remove(t, ["config", "infra:secrets", secret.Id.Value])).Noting($"{environment}: the secret {secret.Id} goes, with every version.");
        string release = $"stacks/{environment}/release.yaml";
        return YamlEdit.Has(repository.ReadText(release), ["secrets", secret.Id.Value]) ? growth.Edit(repository, release, t => YamlEdit.Remove(t, ["secrets", secret.Id.Value])) : growth;
    }

    // A workload that is called like the application, or runs as the account of its name, in the namespace of its team.
    private static IEnumerable<WorkloadSettings> Own(StackSettings settings, Catalog catalog, AppSettings app)
    {
        TenantSettings tenant = catalog.Tenants.Single(t => t.Name == app.Tenant);
        return TenantWorkloads.Of(settings, TenantWorkloads.Namespace(tenant, app.Team, settings.Stack)).Where(w => w.Name == app.Name || w.ServiceAccount == app.Name);
    }

    private string Domain()
    {
        string group = repository.Settings(repository.Environments()[0]).SecurityGroup.Value;
        return group[(group.IndexOf('@', StringComparison.Ordinal) + 1)..];
    }

    private Catalog Catalog() => repository.Releasable(repository.Environments()[0]).Catalog;

    private static string List<T>(string name, IReadOnlyCollection<T> items) => items.Count == 0 ? "" : $"  {name}:\n{string.Concat(items.Select(i => $"    - {i}\n"))}";

    private static void Refuse(IReadOnlyCollection<string?> wrong)
    {
        string[] all = [.. wrong.OfType<string>()];
        if (all.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', all.Append("Nothing was written.")));
        }
    }
}
