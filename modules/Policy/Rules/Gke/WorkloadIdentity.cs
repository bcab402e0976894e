using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Pods have identities of their own.</summary>
internal sealed class WorkloadIdentity : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE004",
        Severity.High,
        "Pods have identities of their own",
        "Without Workload Identity every pod can act as its node, and one stolen pod has the rights of all.",
        "Set workloadIdentityConfig.workloadPool to PROJECT.svc.id.goog.",
        [Control.CisGke("5.2.2"), Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["workloadIdentityConfig.workloadPool"], f => f.Text?.EndsWith(".svc.id.goog", StringComparison.Ordinal) == true, "it must be PROJECT.svc.id.goog")];
}
