using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The control plane and workloads are logged.</summary>
internal sealed class ControlPlaneLogged : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE021",
        Severity.High,
        "The control plane and workloads are logged",
        "Without the logs of the API server nobody can say who changed what.",
        "List SYSTEM_COMPONENTS, APISERVER and WORKLOADS in loggingConfig.enableComponents.",
        [Control.CisGke("5.7.1"), Control.Pci("10.2.1"), Control.Iso("A.8.15"), Control.Rbi("audit trail"), Control.Npci("audit trail"), Control.ItAct("SPDI Rules 2011, rule 8")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["loggingConfig.enableComponents"].MustHave("SYSTEM_COMPONENTS", "APISERVER", "WORKLOADS")];
}
