using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Rights are granted by RBAC alone.</summary>
internal sealed class NoLegacyAbac : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE019",
        Severity.Critical,
        "Rights are granted by RBAC alone",
        "Attribute-based rules give every service account of the cluster more than any role says.",
        "Set enableLegacyAbac to false.",
        [Control.CisGke("5.8.4"), Control.Pci("7.2.1"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["enableLegacyAbac"].MustNotBeTrue()];
}
