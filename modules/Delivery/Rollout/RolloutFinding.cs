namespace Infra.Delivery.Rollout;

/// <summary>What was found of a phase.</summary>
/// <param name="Standing">How it stands.</param>
/// <param name="Reason">Why, as a clause; never a secret.</param>
/// <param name="Mend">What is to be done, as a sentence; empty when it passed.</param>
public sealed record RolloutFinding(RolloutStanding Standing, string Reason, string Mend);
