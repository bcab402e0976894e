using System.Collections.Immutable;
using Infra.Settings.Stacks;

namespace Infra.Delivery.Risk;

/// <summary>What risk follows from, beside the plan.</summary>
/// <param name="Tier">What the environment is for.</param>
/// <param name="Tags">What the change is about.</param>
/// <param name="Outcomes">Whether the last deployments of the environment succeeded, newest first.</param>
public sealed record RiskFacts(Tier Tier, ImmutableArray<string> Tags, ImmutableArray<bool> Outcomes);
