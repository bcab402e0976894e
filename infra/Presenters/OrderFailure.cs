using Infra.Delivery.Order;

namespace Infra.Presenters;

/// <summary>A failure in a rollout that had come to a step, and what it means.</summary>
/// <param name="Failed">What failed.</param>
/// <param name="Step">The step that the rollout had come to; all of it and before it had gone out.</param>
/// <param name="Response">What becomes of every application.</param>
internal sealed record OrderFailure(OrderedService[] Failed, int Step, FailureResponse Response);
