using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Platform;

/// <summary>An application that Argo CD keeps in the clusters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tenant">The tenant that it belongs to.</param>
/// <param name="Team">The team of the tenant that owns it.</param>
/// <param name="Path">The folder of its manifests in the repository.</param>
/// <param name="Wave">Where it stands after what it depends on, from 0.</param>
/// <param name="IsCritical">Whether a failure of it stops the business.</param>
/// <param name="Regions">The regions that it runs in; empty for all of the environment.</param>
/// <param name="DependsOn">The applications that must be there before it.</param>
/// <param name="Compliance">The frameworks that bind it.</param>
public sealed record AppSettings(
    KubernetesName Name,
    KubernetesName Tenant,
    KubernetesName Team,
    RepositoryPath Path,
    int Wave,
    bool IsCritical,
    ImmutableArray<Region> Regions,
    ImmutableArray<KubernetesName> DependsOn,
    ImmutableArray<string> Compliance)
{
    /// <summary>Whether events start its work, so that few tries of a failed sync are made. Default: false.</summary>
    public bool IsEventDriven { get; init; }

    internal static ObjectKind Kind { get; } = new(
        new Setting("tenant", TextKind.Of<KubernetesName>(), "The tenant that it belongs to, one of tenants.yaml."),
        new Setting("team", TextKind.Of<KubernetesName>(), "The team of the tenant that owns it."),
        new Setting("path", TextKind.Of<RepositoryPath>(), "The folder of its manifests in the repository."),
        new Setting("critical", new FlagKind(), "Whether a failure of it stops the business.") { Default = "false" },
        new Setting("eventDriven", new FlagKind(), "Whether events start its work: a failed sync is tried again three times only, because the queue holds what comes meanwhile and whoever is called must know soon.") { Default = "false" },
        new Setting("regions", new ListKind(TextKind.Of<Region>(), 0, 8), "The regions that it runs in; none means all of the environment.") { Optional = true },
        new Setting("dependsOn", new ListKind(TextKind.Of<KubernetesName>(), 0, 20), "The applications that must be there before it.") { Optional = true },
        new Setting("compliance", new ListKind(new ChoiceKind("rbi", "pci-dss", "npci", "dpdp"), 0, 4), "The frameworks that bind it.") { Optional = true });

    /// <summary>The regions of an environment in which it runs, in the order of its clusters; none means that it does not run there.</summary>
    public IEnumerable<Region> RegionsIn(StackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Clusters.Select(c => c.Region).Where(r => Regions.IsEmpty || Regions.Contains(r));
    }

    internal static AppSettings Bind(CheckedNode node, int wave) => new(
        (KubernetesName)node.Key!,
        node.Get<KubernetesName>("tenant"),
        node.Get<KubernetesName>("team"),
        node.Get<RepositoryPath>("path"),
        wave,
        node.Get<bool>("critical"),
        node.List<Region>("regions"),
        node.List<KubernetesName>("dependsOn"),
        node.List<string>("compliance"))
    {
        IsEventDriven = node.Get<bool>("eventDriven"),
    };
}
