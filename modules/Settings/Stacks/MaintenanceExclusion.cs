using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>A time without upgrades.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, after the beginning.</param>
/// <param name="Scope">What is held back, as Google names it; NO_UPGRADES is for at most 30 days.</param>
public sealed record MaintenanceExclusion(GceName Name, UtcTime From, UtcTime To, string Scope)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("from", TextKind.Of<UtcTime>(), "Its beginning."),
        new Setting("to", TextKind.Of<UtcTime>(), "Its end."),
        new Setting("scope", new ChoiceKind("NO_UPGRADES", "NO_MINOR_UPGRADES", "NO_MINOR_OR_NODE_UPGRADES"), "What is held back; NO_UPGRADES for at most 30 days."));

    internal static MaintenanceExclusion Bind(CheckedNode node) => new(
        (GceName)node.Key!,
        node.Get<UtcTime>("from"),
        node.Get<UtcTime>("to"),
        node.Get<string>("scope"));
}
