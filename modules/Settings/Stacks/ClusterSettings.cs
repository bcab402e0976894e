using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The cluster of one region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Hub">Whether Argo CD runs here for all clusters of the stack.</param>
/// <param name="ReleaseChannel">Google's release channel: REGULAR, STABLE or EXTENDED.</param>
/// <param name="BootDiskKey">Whether boot disks are encrypted with the stack's own key.</param>
/// <param name="Maintenance">When Google may upgrade it.</param>
/// <param name="NodePools">The node pools, in the order of names.</param>
public sealed record ClusterSettings(
    Region Region,
    bool Hub,
    string ReleaseChannel,
    bool BootDiskKey,
    MaintenanceSettings Maintenance,
    ImmutableArray<NodePoolSettings> NodePools)
{
    /// <summary>The name of the cluster; null for the one that is composed of prefix, stack and region. Fixed when the cluster is made.</summary>
    public GkeName? Name { get; init; }

    /// <summary>The region that backups of the cluster lie in; null for that of another cluster where there is one, and its own otherwise. Fixed when the cluster is made.</summary>
    public Region? BackupRegion { get; init; }

    internal static ObjectKind Kind { get; } = new(
        new Setting("hub", new FlagKind(), "Whether Argo CD runs here for all clusters of the stack; exactly one cluster is the hub.") { Default = "false" },
        new Setting("releaseChannel", new ChoiceKind("REGULAR", "STABLE", "EXTENDED"), "Google's release channel.") { Default = "REGULAR" },
        new Setting("bootDiskKey", new FlagKind(), "Whether boot disks are encrypted with the stack's own key.") { Default = "true" },
        new Setting("maintenance", MaintenanceSettings.Kind, "When Google may upgrade the cluster."),
        new Setting("name", TextKind.Of<GkeName>(), "The name of the cluster; without, prefix, stack and region. Fixed when the cluster is made.") { Optional = true },
        new Setting("backupRegion", TextKind.Of<Region>(), "The region that backups lie in; without, that of the first other cluster by name, and its own where there is none. Fixed when the cluster is made.") { Optional = true },
        new Setting("nodePools", new MapKind(TextKind.Of<GkeName>(), NodePoolSettings.Kind, 1, 20), "The node pools."));

    internal static ClusterSettings Bind(CheckedNode node) => new(
        (Region)node.Key!,
        node.Get<bool>("hub"),
        node.Get<string>("releaseChannel"),
        node.Get<bool>("bootDiskKey"),
        MaintenanceSettings.Bind(node["maintenance"]!),
        node.Each("nodePools", NodePoolSettings.Bind))
    {
        Name = node.Maybe<GkeName>("name"),
        BackupRegion = node.Maybe<Region>("backupRegion"),
    };
}
