using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Delivery.Calendars;

/// <summary>Which single services and regions a query is about.</summary>
internal static class ScopeMatch
{
    /// <summary>Whether a row holds for at least one service and region of a query.</summary>
    public static bool Touches(CalendarScope scope, CalendarQuery query) =>
        scope.Environments.Contains(query.Environment)
        && (scope.Tags.IsEmpty || query.Tags.IsEmpty || scope.Tags.Any(query.Tags.Contains))
        && (scope.Regions.IsEmpty || query.Regions.IsEmpty || scope.Regions.Any(query.Regions.Contains));

    /// <summary>Whether a row holds for one service and region; null stands for one that no row names.</summary>
    public static bool Holds(CalendarScope scope, StackName environment, KubernetesName? tag, Region? region) =>
        scope.Environments.Contains(environment)
        && (scope.Tags.IsEmpty || (tag is not null && scope.Tags.Contains(tag)))
        && (scope.Regions.IsEmpty || (region is not null && scope.Regions.Contains(region)));

    /// <summary>The tags of a query one by one; where it names none, those that rows name and one that no row names.</summary>
    public static ImmutableArray<KubernetesName?> Tags(CalendarQuery query, IEnumerable<CalendarScope> rows) =>
        query.Tags.IsEmpty ? [null, .. rows.SelectMany(r => r.Tags).Distinct()] : [.. query.Tags];

    /// <summary>The regions of a query one by one, in the same way.</summary>
    public static ImmutableArray<Region?> Regions(CalendarQuery query, IEnumerable<CalendarScope> rows) =>
        query.Regions.IsEmpty ? [null, .. rows.SelectMany(r => r.Regions).Distinct()] : [.. query.Regions];
}
