using System.Collections.Immutable;

namespace Infra.Delivery.Gates;

/// <summary>What the rules said of a plan.</summary>
/// <param name="Violated">The rules that are violated without a waiver, with whether each is critical, in ordinal order.</param>
/// <param name="Broken">The rules that failed themselves.</param>
/// <param name="Judged">How many judgements there were; none at all is no success.</param>
public sealed record PolicyFacts(ImmutableArray<(string Rule, bool Critical)> Violated, ImmutableArray<string> Broken, int Judged);
