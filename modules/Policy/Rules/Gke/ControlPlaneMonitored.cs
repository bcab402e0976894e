using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The control plane is monitored.</summary>
internal sealed class ControlPlaneMonitored : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE022",
        Severity.Medium,
        "The control plane is monitored",
        "An overloaded API server is first seen by users.",
        "List SYSTEM_COMPONENTS, APISERVER, CONTROLLER_MANAGER and SCHEDULER in monitoringConfig.enableComponents.",
        [Control.CisGke("5.7.1"), Control.Iso("A.8.16")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["monitoringConfig.enableComponents"].MustHave("SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER")];
}
