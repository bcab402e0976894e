using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>An entry of Secret Manager: who reads it and how often it changes. Its value is written by people or rotators, never here.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Consumers">The workloads that may read it.</param>
/// <param name="FirstRotation">When the first rotation is announced; later ones follow by themselves.</param>
/// <param name="RotationDays">Days between rotations.</param>
public sealed record SecretSettings(SecretId Id, ImmutableArray<KubernetesName> Consumers, UtcTime FirstRotation, int RotationDays)
{
    /// <summary>The regions of its replicas; null for those of <see cref="StackSettings.ReplicaRegions"/>. Google fixes them when the entry is made.</summary>
    public RegionSet? Replicas { get; init; }

    internal static ObjectKind Kind { get; } = new(
        new Setting("consumers", new ListKind(TextKind.Of<KubernetesName>(), 1, 20), "The workloads that may read the secret."),
        new Setting("firstRotation", TextKind.Of<UtcTime>(), "When the first rotation is announced; it must lie ahead when the secret is made."),
        new Setting("rotationDays", new NumberKind(1, 365, "days"), "Days between rotations.") { Default = "90" },
        new Setting("replicas", new ListKind(TextKind.Of<Region>(), 1, 8), "The regions that it is kept in; without, `infra:replicaRegions`. Fixed when the entry is made.") { Optional = true });

    internal static SecretSettings Bind(CheckedNode node) => new(
        (SecretId)node.Key!,
        node.List<KubernetesName>("consumers"),
        node.Get<UtcTime>("firstRotation"),
        node.Get<int>("rotationDays"))
    {
        Replicas = node["replicas"] is null ? null : new(node.List<Region>("replicas")),
    };
}
