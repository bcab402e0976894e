using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Calendars;

/// <summary>A rule by time of day, in the calendar's zone.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Answer">What holds inside it.</param>
/// <param name="From">Its first minute.</param>
/// <param name="To">The minute after its last; not later than <paramref name="From"/>, it is over on the next day.</param>
/// <param name="Days">The days of the week that it begins on.</param>
/// <param name="First">The first day that it begins on; null for no first.</param>
/// <param name="Last">The last day that it begins on; null for no last.</param>
/// <param name="Scope">What it holds for.</param>
/// <param name="Reason">Why it is there.</param>
public sealed record WindowRow(
    KubernetesName Name, CalendarAnswer Answer, TimeOfDay From, TimeOfDay To, ImmutableArray<DayOfWeek> Days, CalendarDay? First, CalendarDay? Last, CalendarScope Scope, Sentence Reason)
{
    // In the order of DayOfWeek.
    private static readonly ImmutableArray<string> DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>The words for answers in the file.</summary>
    internal static ImmutableArray<string> Answers { get; } = ["allowed", "manual-approval", "blocked"];

    internal static ObjectKind Kind { get; } = new(
    [
        new Setting("answer", new ChoiceKind(Answers), "What holds inside the window."),
        new Setting("from", TextKind.Of<TimeOfDay>(), "Its first minute, in the calendar's zone."),
        new Setting("to", TextKind.Of<TimeOfDay>(), "The minute after its last. Not later than from, it is on the next day: 23:00 to 01:00 wraps midnight."),
        new Setting("days", new ListKind(new ChoiceKind(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), 0, 7), "The days of the week that it begins on; none means every day.") { Optional = true },
        new Setting("first", TextKind.Of<CalendarDay>(), "The first day that it begins on.") { Optional = true },
        new Setting("last", TextKind.Of<CalendarDay>(), "The last day that it begins on.") { Optional = true },
        .. CalendarScope.Settings,
        new Setting("reason", TextKind.Of<Sentence>(), "Why it is there; who is refused reads it."),
    ]);

    internal static WindowRow Bind(CheckedNode node) => new(
        (KubernetesName)node.Key!,
        (CalendarAnswer)Answers.IndexOf(node.Get<string>("answer")),
        node.Get<TimeOfDay>("from"),
        node.Get<TimeOfDay>("to"),
        [.. node.List<string>("days").Select(d => (DayOfWeek)DayNames.IndexOf(d))],
        node.Maybe<CalendarDay>("first"),
        node.Maybe<CalendarDay>("last"),
        CalendarScope.Bind(node),
        node.Get<Sentence>("reason"));
}
