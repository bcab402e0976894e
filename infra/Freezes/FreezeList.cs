using System.Collections.Immutable;
using Infra.Model;
using NodaTime;

namespace Infra;

/// <summary>What <c>infra freeze list</c> shows.</summary>
/// <param name="Environment">The only environment; null for all.</param>
/// <param name="Month">The only month; null for everything that has not ended.</param>
/// <param name="Windows">The windows.</param>
/// <param name="Freezes">The freezes, by their first day.</param>
/// <param name="Overrides">The overrides that have not ended.</param>
internal sealed record FreezeList(StackName? Environment, YearMonth? Month, ImmutableArray<WindowRow> Windows, ImmutableArray<FreezeRow> Freezes, ImmutableArray<FreezeOverride> Overrides);
