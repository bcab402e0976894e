using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Calendars;

/// <summary>When deployments may begin: the content of <c>stacks/delivery/calendar.yaml</c>.</summary>
/// <param name="Zone">The zone of every day and time in it.</param>
/// <param name="Years">The years that it is written for, without gaps; any other year is an error, never open.</param>
/// <param name="Phases">The phases before a freeze, from the mildest to the strictest.</param>
/// <param name="Otherwise">What holds outside all windows, by environment.</param>
/// <param name="Windows">The rules by time of day, in ordinal order.</param>
/// <param name="Freezes">The dated freezes, in ordinal order.</param>
public sealed record CalendarSettings(
    ZoneName Zone,
    ImmutableArray<int> Years,
    ImmutableArray<FreezePhase> Phases,
    ImmutableSortedDictionary<string, CalendarAnswer> Otherwise,
    ImmutableArray<WindowRow> Windows,
    ImmutableArray<FreezeRow> Freezes)
{
    /// <summary>The path of the file, with slashes.</summary>
    public const string Path = "stacks/delivery/calendar.yaml";

    private static readonly ImmutableArray<string> PhaseNames = FreezeRow.Levels[..^1];

    internal static ObjectKind Kind { get; } = new(
        new Setting("zone", TextKind.Of<ZoneName>(), "The zone of every day and time here."),
        new Setting("years", new ListKind(new NumberKind(2000, 2099, "a year"), 1, 20), "The years that this is written for; in any other year it answers with an error, never with open."),
        new Setting("phases", new ObjectKind([.. PhaseNames.Select(n => new Setting(n, FreezePhase.Kind, $"The phase {n} before a freeze."))]), "The phases before a freeze, and what each level allows."),
        new Setting("otherwise", new MapKind(TextKind.Of<StackName>(), new ChoiceKind(WindowRow.Answers), 1, 20), "What holds outside all windows, by environment; an environment without it is an error."),
        new Setting("windows", new MapKind(TextKind.Of<KubernetesName>(), WindowRow.Kind, 0, 200), "The rules by time of day.") { Optional = true },
        new Setting("freezes", new MapKind(TextKind.Of<KubernetesName>(), FreezeRow.Kind, 1, 1000), "The dated freezes."));

    internal static CalendarSettings Bind(CheckedNode node) => new(
        node.Get<ZoneName>("zone"),
        [.. node.List<int>("years").Order()],
        [.. PhaseNames.Select(n => FreezePhase.Bind(node["phases"]![n]!))],
        node.Below("otherwise").ToImmutableSortedDictionary(o => o.Name, o => (CalendarAnswer)WindowRow.Answers.IndexOf((string)o.Value!), StringComparer.Ordinal),
        node.Each("windows", WindowRow.Bind),
        node.Each("freezes", FreezeRow.Bind));
}
