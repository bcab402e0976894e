using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>It is said where a secret is stored.</summary>
internal sealed class ReplicationExplicit : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC001",
        Severity.High,
        "It is said where a secret is stored",
        "Automatic replication stores it wherever Google likes, abroad as well.",
        "Set replication.userManaged.replicas.",
        [Control.Pci("3.2.1"), Control.Iso("A.5.34"), Control.Rbi("data localisation"), Control.Npci("data localisation")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Secret];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["replication.auto"].MustNotBeSet("it lets Google choose the place"), resource["replication.userManaged.replicas"].MustBeSet()];
}
