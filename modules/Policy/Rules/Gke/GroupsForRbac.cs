using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Roles are bound to groups.</summary>
internal sealed class GroupsForRbac : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE020",
        Severity.Medium,
        "Roles are bound to groups",
        "Rights that are bound to people stay when they leave.",
        "Set authenticatorGroupsConfig.securityGroup to gke-security-groups@DOMAIN.",
        [Control.CisGke("5.8.3"), Control.Pci("7.2.4"), Control.Iso("A.5.18")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["authenticatorGroupsConfig.securityGroup"].MustBeSet()];
}
