using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The groups of the company whose work goes across tenants, in Argo CD and in the clusters.</summary>
/// <param name="Developers">They look at applications, outside production.</param>
/// <param name="SeniorDevelopers">They look at applications everywhere and may restart what a team owns; their approvals are in GitHub.</param>
/// <param name="Platform">They sync.</param>
/// <param name="Security">They look at everything and change nothing.</param>
public sealed record ArgoCdGroupSettings(GroupAddress Developers, GroupAddress SeniorDevelopers, GroupAddress Platform, GroupAddress Security)
{
    internal static ObjectKind Kind { get; } = new(
        new Setting("developers", TextKind.Of<GroupAddress>(), "They look at applications, outside production."),
        new Setting("seniorDevelopers", TextKind.Of<GroupAddress>(), "They look at applications everywhere and may restart what a team owns; their approvals are in GitHub."),
        new Setting("platform", TextKind.Of<GroupAddress>(), "They sync applications."),
        new Setting("security", TextKind.Of<GroupAddress>(), "They look at everything and change nothing."));

    internal static ArgoCdGroupSettings Bind(CheckedNode node) => new(
        node.Get<GroupAddress>("developers"), node.Get<GroupAddress>("seniorDevelopers"), node.Get<GroupAddress>("platform"), node.Get<GroupAddress>("security"));
}
