using Infra.Model.Values;

namespace Infra.Pipeline.Growing;

/// <summary>A node pool that is to be added.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose"><c>system</c>, <c>general</c> or <c>spot</c>.</param>
/// <param name="MachineType">The machine type.</param>
/// <param name="MinNodes">The least nodes.</param>
/// <param name="MaxNodes">The most nodes.</param>
/// <param name="Dedicated">Whom the nodes are kept for; null for everybody.</param>
public sealed record NewPool(GkeName Name, string Purpose, MachineType MachineType, int MinNodes, int MaxNodes, KubernetesName? Dedicated);
