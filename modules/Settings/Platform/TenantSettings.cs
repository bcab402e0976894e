using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Platform;

/// <summary>A tenant: a part of the company with teams that share an Argo CD project.</summary>
/// <param name="Name">Its name; namespaces are <c>TENANT-TEAM-ENV</c>.</param>
/// <param name="Group">The group whose people may look at and sync its applications.</param>
/// <param name="Cpu">CPU cores that each of its namespaces may request.</param>
/// <param name="MemoryGi">Gibibytes of memory that each of its namespaces may request.</param>
/// <param name="StorageGi">Gibibytes of storage that each of its namespaces may request.</param>
/// <param name="Teams">Its teams.</param>
public sealed record TenantSettings(KubernetesName Name, GroupAddress Group, int Cpu, int MemoryGi, int StorageGi, ImmutableArray<KubernetesName> Teams)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("group", TextKind.Of<GroupAddress>(), "The group whose people may look at and sync its applications."),
        new Setting("cpu", new NumberKind(1, 1000, "CPU cores"), "What each of its namespaces may request.") { Default = "100" },
        new Setting("memoryGi", new NumberKind(1, 10_000, "GiB"), "What each of its namespaces may request.") { Default = "200" },
        new Setting("storageGi", new NumberKind(1, 100_000, "GiB"), "What each of its namespaces may request.") { Default = "10240" },
        new Setting("teams", new ListKind(TextKind.Of<KubernetesName>(), 1, 20), "Its teams."));

    internal static TenantSettings Bind(CheckedNode node) => new(
        (KubernetesName)node.Key!,
        node.Get<GroupAddress>("group"),
        node.Get<int>("cpu"),
        node.Get<int>("memoryGi"),
        node.Get<int>("storageGi"),
        node.List<KubernetesName>("teams"));
}
