using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Model.Values;
using NodaTime;

namespace Infra.Pipeline.Gating;

/// <summary>What <c>infra freeze list</c> shows.</summary>
/// <param name="Environment">The only environment; null for all.</param>
/// <param name="Month">The only month; null for everything that has not ended.</param>
/// <param name="Windows">The windows.</param>
/// <param name="Freezes">The freezes, by their first day.</param>
/// <param name="Overrides">The overrides that have not ended.</param>
/// <param name="Reviews">The overrides that nobody has reviewed yet, ended or not.</param>
public sealed record FreezeList(StackName? Environment, YearMonth? Month, ImmutableArray<WindowRow> Windows, ImmutableArray<FreezeRow> Freezes, ImmutableArray<FreezeOverride> Overrides, ImmutableArray<OpenReview> Reviews);
