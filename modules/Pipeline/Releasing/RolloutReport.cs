using Infra.Delivery.Rollout;

namespace Infra.Pipeline.Releasing;

/// <summary>Where a rollout stands.</summary>
/// <param name="Ground">The environment.</param>
/// <param name="State">The rollout; null where nothing is on its way.</param>
/// <param name="Finding">What was found of its present phase; null where nothing is on its way.</param>
/// <param name="Opened">What the next phase was delivered by; null where it was not.</param>
public sealed record RolloutReport(ReleaseGround Ground, RolloutState? State, RolloutFinding? Finding, DeliveredRelease? Opened);
