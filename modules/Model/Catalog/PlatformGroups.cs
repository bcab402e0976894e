namespace Infra.Model;

/// <summary>The groups of people whose work goes across tenants. Source: capabilities D8.</summary>
/// <param name="SeniorDevelopers">They approve, and may restart what a team owns.</param>
/// <param name="Platform">They sync everything.</param>
/// <param name="Security">They read everything, and change nothing but policies.</param>
public sealed record PlatformGroups(GroupAddress SeniorDevelopers, GroupAddress Platform, GroupAddress Security)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("seniorDevelopers", TextKind.Of<GroupAddress>(), "They approve, and may restart what a team owns."),
        new Setting("platform", TextKind.Of<GroupAddress>(), "They sync everything."),
        new Setting("security", TextKind.Of<GroupAddress>(), "They read everything, and change nothing but policies."));

    internal static PlatformGroups Bind(CheckedNode node) =>
        new(node.Get<GroupAddress>("seniorDevelopers"), node.Get<GroupAddress>("platform"), node.Get<GroupAddress>("security"));
}
