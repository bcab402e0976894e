using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Delivery.Order;

/// <summary>An application with its place in a rollout.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Deploy">The step in which it goes out, from 1; what it depends on goes out in an earlier one.</param>
/// <param name="Rollback">The step in which it is taken back, from 1; what depends on it is taken back in an earlier one.</param>
/// <param name="IsCritical">Whether a failure of it stops the business, and so the rollout.</param>
/// <param name="DependsOn">What it depends on directly and runs beside it, ordinal order.</param>
/// <param name="Dependents">What depends on it directly and runs beside it, ordinal order.</param>
public sealed record OrderedService(
    KubernetesName Name,
    int Deploy,
    int Rollback,
    bool IsCritical,
    ImmutableArray<KubernetesName> DependsOn,
    ImmutableArray<KubernetesName> Dependents);
