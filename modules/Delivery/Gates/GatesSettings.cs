using System.Collections.Immutable;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Gates;

/// <summary><c>stacks/delivery/gates.yaml</c>, checked: what each environment asks for, how risk is weighed, and who vouches for evidence.</summary>
/// <param name="Environments">The gates by environment.</param>
/// <param name="Risk">How risk is weighed.</param>
/// <param name="Keys">The keys that envelopes and evidence are verified with outside the local backend.</param>
public sealed record GatesSettings(ImmutableSortedDictionary<string, GateSettings> Environments, RiskOptions Risk, ImmutableArray<VerifyingKey> Keys);
