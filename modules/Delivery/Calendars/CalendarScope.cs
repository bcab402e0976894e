using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Calendars;

/// <summary>What a rule of the calendar is about.</summary>
/// <param name="Environments">The environments.</param>
/// <param name="Tags">The service tags, such as payment; none means every service.</param>
/// <param name="Regions">The regions; none means every region.</param>
public sealed record CalendarScope(ImmutableArray<StackName> Environments, ImmutableArray<KubernetesName> Tags, ImmutableArray<Region> Regions)
{
    internal static ImmutableArray<Setting> Settings { get; } =
    [
        new Setting("environments", new ListKind(TextKind.Of<StackName>(), 1, 20), "The environments that it holds for."),
        new Setting("tags", new ListKind(TextKind.Of<KubernetesName>(), 0, 50), "The service tags that it holds for; none means every service.") { Optional = true },
        new Setting("regions", new ListKind(TextKind.Of<Region>(), 0, 20), "The regions that it holds for; none means every region.") { Optional = true },
    ];

    internal static CalendarScope Bind(CheckedNode node) => new(node.List<StackName>("environments"), node.List<KubernetesName>("tags"), node.List<Region>("regions"));
}
