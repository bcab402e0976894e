using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Calendars;

/// <summary>A dated freeze: its days, what leads up to it, and where its dates were taken from.</summary>
/// <param name="Name">Its name in the file, such as diwali-2026.</param>
/// <param name="First">Its first day, in the calendar's zone.</param>
/// <param name="Last">Its last day, which belongs to it.</param>
/// <param name="IsMoonSighted">Whether a sighting of the moon decides the day: then one more day belongs to it.</param>
/// <param name="Level">How strict its own days are.</param>
/// <param name="PreparationWeeks">How many weeks before the first day the phases begin; 0 for none.</param>
/// <param name="FullFreezeHours">How many hours before the first day nothing is allowed at all; 0 for none.</param>
/// <param name="TrafficMultiplier">How many times the usual traffic is expected; 1 for no more than usual.</param>
/// <param name="Scope">What it holds for.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="Source">The page that the dates were taken from.</param>
public sealed record FreezeRow(
    KubernetesName Name,
    CalendarDay First,
    CalendarDay Last,
    bool IsMoonSighted,
    FreezeLevel Level,
    int PreparationWeeks,
    int FullFreezeHours,
    int TrafficMultiplier,
    CalendarScope Scope,
    Sentence Reason,
    PageUrl Source)
{
    /// <summary>The words for levels in the file.</summary>
    internal static ImmutableArray<string> Levels { get; } = ["none", "low", "medium", "high", "extreme", "full"];

    internal static ObjectKind Kind { get; } = new(
    [
        new Setting("first", TextKind.Of<CalendarDay>(), "Its first day, in the calendar's zone."),
        new Setting("last", TextKind.Of<CalendarDay>(), "Its last day, which belongs to it."),
        new Setting("moonSighting", new FlagKind(), "Whether a sighting of the moon decides the day; then the day after the last belongs to it too.") { Default = "false" },
        new Setting("level", new ChoiceKind(Levels), "How strict its own days are."),
        new Setting("preparationWeeks", new NumberKind(0, 8, "weeks"), "How many weeks before the first day the phases begin.") { Default = "0" },
        new Setting("fullFreezeHours", new NumberKind(0, 168, "hours"), "How many hours before the first day nothing is allowed at all.") { Default = "0" },
        new Setting("trafficMultiplier", new NumberKind(1, 1000, "times the usual traffic"), "The traffic that is expected.") { Default = "1" },
        .. CalendarScope.Settings,
        new Setting("reason", TextKind.Of<Sentence>(), "Why it is there; who is refused reads it."),
        new Setting("source", TextKind.Of<PageUrl>(), "The page that the dates were taken from."),
    ]);

    /// <summary>The last day that belongs to it, with the day that a sighting may add.</summary>
    public DateOnly End => IsMoonSighted ? Last.Date.AddDays(1) : Last.Date;

    /// <summary>The first day that anything of it holds: of its phases or of its full freeze.</summary>
    public DateOnly Reach => First.Date.AddDays(-Math.Max(7 * PreparationWeeks, (FullFreezeHours + 23) / 24));

    internal static FreezeRow Bind(CheckedNode node) => new(
        (KubernetesName)node.Key!,
        node.Get<CalendarDay>("first"),
        node.Get<CalendarDay>("last"),
        node.Get<bool>("moonSighting"),
        (FreezeLevel)Levels.IndexOf(node.Get<string>("level")),
        node.Get<int>("preparationWeeks"),
        node.Get<int>("fullFreezeHours"),
        node.Get<int>("trafficMultiplier"),
        CalendarScope.Bind(node),
        node.Get<Sentence>("reason"),
        node.Get<PageUrl>("source"));
}
