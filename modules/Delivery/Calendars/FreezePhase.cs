using Infra.Settings.Reading;

namespace Infra.Delivery.Calendars;

/// <summary>A phase before a freeze.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Weeks">How many weeks before the first day it begins.</param>
/// <param name="Largest">The largest class of change that the level allows, in a phase and on the days of a freeze alike.</param>
public sealed record FreezePhase(FreezeLevel Level, int Weeks, ChangeClass Largest)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("weeks", new NumberKind(1, 8, "weeks"), "How many weeks before the first day of a freeze the phase begins."),
        new Setting("largest", new ChoiceKind(ChangeClassName.All), "The largest class of change that the level allows."));

    internal static FreezePhase Bind(CheckedNode node) => new(
        (FreezeLevel)FreezeRow.Levels.IndexOf(node.Name), node.Get<int>("weeks"), ChangeClassName.Parse(node.Get<string>("largest"))!.Value);
}
