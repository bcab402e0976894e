using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Platform;

/// <summary>Which of an environment's workloads are whose.</summary>
public static class TenantWorkloads
{
    /// <summary>The namespace of a team: <c>TENANT-TEAM-ENV</c>.</summary>
    public static string Namespace(TenantSettings tenant, KubernetesName team, StackName stack)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return $"{tenant.Name}-{team}-{stack}";
    }

    /// <summary>The workloads of a namespace, in the order of names.</summary>
    public static ImmutableArray<WorkloadSettings> Of(StackSettings settings, string space)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. settings.Workloads.Where(w => w.Namespace.Value == space)];
    }

    /// <summary>The secrets that a workload reads, in the order of ids.</summary>
    public static ImmutableArray<SecretSettings> Secrets(StackSettings settings, WorkloadSettings workload)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. settings.Secrets.Where(s => s.Consumers.Contains(workload.Name))];
    }

    /// <summary>The workloads that are in no namespace of a team nor of the platform: nothing would ever run as them.</summary>
    /// <param name="file">The name of the settings' file, for messages.</param>
    /// <param name="settings">The environment.</param>
    /// <param name="catalog">The tenants.</param>
    public static IEnumerable<SettingsProblem> Strays(string file, StackSettings settings, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string[] spaces = Namespaces(settings, catalog);
        return settings.Workloads
            .Where(w => !spaces.Contains(w.Namespace.Value, StringComparer.Ordinal) && !PlatformNamespaces.All.Contains(w.Namespace.Value, StringComparer.Ordinal))
            .Select(w => new SettingsProblem(
                file,
                0,
                0,
                $"infra:workloads.{w.Name}.namespace",
                w.Namespace.Value,
                $"a workload is in the namespace TENANT-TEAM-{settings.Stack} of a team of stacks/catalog/tenants.yaml",
                Spelling.Nearest(w.Namespace.Value, spaces) is { } near ? $"Did you mean {near}?" : $"There are: {string.Join(", ", spaces)}."));
    }

    /// <summary>The secrets that the tenants' workloads of an environment read, ordinal order; in production its release has a version of each.</summary>
    public static string[] SecretsOf(StackSettings settings, Catalog catalog)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. Namespaces(settings, catalog).SelectMany(n => Of(settings, n)).SelectMany(w => Secrets(settings, w)).Select(s => s.Id.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string[] Namespaces(StackSettings settings, Catalog catalog) =>
        [.. catalog.Tenants.SelectMany(t => t.Teams.Select(team => Namespace(t, team, settings.Stack))).Order(StringComparer.Ordinal)];
}
