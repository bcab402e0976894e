using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The network of a stack.</summary>
/// <param name="FlowLogPercent">The share of packets that flow logs sample, 1 to 100 percent.</param>
/// <param name="FlowLogInterval">How long flows are added up before they are logged, as Google names it: INTERVAL_1_MIN.</param>
/// <param name="Regions">The ranges, one entry a region, in the order of regions.</param>
/// <param name="Egress">What nodes and pods may reach beyond Google, in the order of names; all else is denied.</param>
public sealed record NetworkSettings(
    int FlowLogPercent,
    string FlowLogInterval,
    ImmutableArray<RegionNetworkSettings> Regions,
    ImmutableArray<EgressSettings> Egress)
{
    /// <summary>The ranges of a region.</summary>
    /// <exception cref="InvalidOperationException">The region has none.</exception>
    public RegionNetworkSettings In(Region region) => Regions.First(r => r.Region == region);

    internal static ObjectKind Kind { get; } = new(
        new Setting("flowLogPercent", new NumberKind(1, 100, "percent of packets"), "The share of packets that flow logs sample.") { Default = "50" },
        new Setting(
            "flowLogInterval",
            new ChoiceKind("INTERVAL_5_SEC", "INTERVAL_30_SEC", "INTERVAL_1_MIN", "INTERVAL_5_MIN", "INTERVAL_10_MIN", "INTERVAL_15_MIN"),
            "How long flows are added up before they are logged.") { Default = "INTERVAL_1_MIN" },
        new Setting("regions", new MapKind(TextKind.Of<Region>(), RegionNetworkSettings.Kind, 1, 8), "The address ranges of each region."),
        new Setting("egress", new MapKind(TextKind.Of<GceName>(), EgressSettings.Kind, 0, 20), "What nodes and pods may reach beyond Google; all else is denied.") { Optional = true });

    internal static NetworkSettings Bind(CheckedNode node) => new(
        node.Get<int>("flowLogPercent"),
        node.Get<string>("flowLogInterval"),
        node.Each("regions", RegionNetworkSettings.Bind),
        node.Each("egress", EgressSettings.Bind));
}
