using System.Collections.Immutable;

namespace Infra.Delivery.Order;

/// <summary>What a failure in a rollout means for every application of the environment; each is in exactly one list.</summary>
/// <param name="RolledBack">What is taken back, in the order of rollback: what depends on another before the other.</param>
/// <param name="Stays">What went out and stays, in the order of deployment.</param>
/// <param name="Held">What does not go out any more, in the order of deployment.</param>
/// <param name="GoesOn">What still goes out, in the order of deployment.</param>
public sealed record FailureResponse(
    ImmutableArray<OrderedService> RolledBack,
    ImmutableArray<OrderedService> Stays,
    ImmutableArray<OrderedService> Held,
    ImmutableArray<OrderedService> GoesOn);
