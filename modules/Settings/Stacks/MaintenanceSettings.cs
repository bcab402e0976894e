using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>When Google may upgrade a cluster.</summary>
/// <remarks>Google needs 48 hours in any 32 days: https://docs.cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions</remarks>
/// <param name="Start">The first start of the window; its time of day, in UTC, is that of all.</param>
/// <param name="Hours">How long the window is, 4 to 24 hours.</param>
/// <param name="Days">The days, as iCalendar names them: SA, SU.</param>
/// <param name="Exclusions">Times without upgrades, in the order of names.</param>
public sealed record MaintenanceSettings(UtcTime Start, int Hours, ImmutableArray<string> Days, ImmutableArray<MaintenanceExclusion> Exclusions)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("start", TextKind.Of<UtcTime>(), "The first start of the window, in UTC."),
        new Setting("hours", new NumberKind(4, 24, "hours"), "How long the window is."),
        new Setting("days", new ListKind(new ChoiceKind("MO", "TU", "WE", "TH", "FR", "SA", "SU"), 1, 7), "The days of the week, in UTC."),
        new Setting("exclusions", new MapKind(TextKind.Of<GceName>(), MaintenanceExclusion.Kind, 0, 20), "Times without upgrades.") { Optional = true });

    internal static MaintenanceSettings Bind(CheckedNode node) => new(
        node.Get<UtcTime>("start"),
        node.Get<int>("hours"),
        node.List<string>("days"),
        node.Each("exclusions", MaintenanceExclusion.Bind));
}
