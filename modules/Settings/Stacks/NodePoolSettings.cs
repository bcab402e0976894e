using Infra.Model.Machines;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>A node pool.</summary>
/// <param name="Name">Its name in the cluster.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="MachineType">The machine type.</param>
/// <param name="MinNodes">The least nodes, over all zones of the region.</param>
/// <param name="MaxNodes">The most nodes, over all zones of the region.</param>
/// <param name="DiskGb">The size of the boot disk in GB.</param>
/// <param name="DiskType">The kind of boot disk.</param>
/// <param name="MaxPodsPerNode">The most pods on a node; each node takes twice as many addresses, rounded up to a power of two.</param>
/// <param name="MaxSurge">Nodes that an upgrade adds at a time.</param>
/// <param name="MaxUnavailable">Nodes that an upgrade takes away at a time.</param>
public sealed record NodePoolSettings(
    GkeName Name,
    NodePoolPurpose Purpose,
    MachineType MachineType,
    int MinNodes,
    int MaxNodes,
    int DiskGb,
    string DiskType,
    int MaxPodsPerNode,
    int MaxSurge,
    int MaxUnavailable)
{
    /// <summary>Whom the nodes are kept for: they carry the label and the taint <c>dedicated=NAME</c>, so that only pods that tolerate it run there; null for everybody.</summary>
    public KubernetesName? Dedicated { get; init; }

    private const string DefaultDisk = "pd-balanced";

    private static readonly string[] Disks = [DefaultDisk, "pd-ssd", "hyperdisk-balanced"];

    /// <summary>The <c>diskType</c> that has to be written for a machine type; null where the default does.</summary>
    /// <param name="machineType">The machine type.</param>
    public static string? DiskTypeOf(string machineType) => GoogleCatalog.BootDisks(machineType) is { IsEmpty: false } disks && !disks.Contains(DefaultDisk, StringComparer.Ordinal)
        ? Disks.FirstOrDefault(d => disks.Contains(d, StringComparer.Ordinal))
        : null;

    internal static ObjectKind Kind { get; } = new(
        new Setting("purpose", new ChoiceKind("system", "general", "spot"), "What the pool is for: the cluster's own pods, workloads, or work that survives the loss of its node."),
        new Setting("machineType", TextKind.Of<MachineType>(), "The machine type."),
        new Setting("minNodes", new NumberKind(0, 1000, "nodes over all zones"), "The least nodes."),
        new Setting("maxNodes", new NumberKind(1, 1000, "nodes over all zones"), "The most nodes."),
        new Setting("diskGb", new NumberKind(20, 2000, "GB"), "The size of the boot disk.") { Default = "100" },
        new Setting("diskType", new ChoiceKind([.. Disks]), "The kind of boot disk; not every machine type boots from each (docs/machine-types.md).") { Default = DefaultDisk },
        new Setting("maxPodsPerNode", new NumberKind(8, 256, "pods"), "The most pods on a node.") { Default = "64" },
        new Setting("maxSurge", new NumberKind(0, 20, "nodes"), "Nodes that an upgrade adds at a time.") { Default = "1" },
        new Setting("maxUnavailable", new NumberKind(0, 20, "nodes"), "Nodes that an upgrade takes away at a time.") { Default = "0" },
        new Setting("dedicated", TextKind.Of<KubernetesName>(), "Whom the nodes are kept for: they carry the label and the taint `dedicated=NAME` (NoSchedule), so that only pods that tolerate it run there.") { Optional = true });

    internal static NodePoolSettings Bind(CheckedNode node) => new(
        (GkeName)node.Key!,
        Enum.Parse<NodePoolPurpose>(node.Get<string>("purpose"), ignoreCase: true),
        node.Get<MachineType>("machineType"),
        node.Get<int>("minNodes"),
        node.Get<int>("maxNodes"),
        node.Get<int>("diskGb"),
        node.Get<string>("diskType"),
        node.Get<int>("maxPodsPerNode"),
        node.Get<int>("maxSurge"),
        node.Get<int>("maxUnavailable"))
    {
        Dedicated = node.Maybe<KubernetesName>("dedicated"),
    };
}
