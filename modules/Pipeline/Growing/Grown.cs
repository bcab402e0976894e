using System.Collections.Immutable;
using Infra.Model.Plans;

namespace Infra.Pipeline.Growing;

/// <summary>What a change of a company's files did.</summary>
/// <param name="Growth">The change.</param>
/// <param name="Written">Every file that is different now, generated ones among them, in ordinal order.</param>
/// <param name="Plans">The plan of each stack that it changes, against what the emulator has.</param>
public sealed record Grown(Growth Growth, ImmutableArray<string> Written, ImmutableArray<(string Stack, PlanSummary Summary)> Plans);
