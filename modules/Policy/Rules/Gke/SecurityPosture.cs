using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Workloads are compared with good practice.</summary>
internal sealed class SecurityPosture : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE030",
        Severity.Low,
        "Workloads are compared with good practice",
        "Misconfigured workloads stay unnoticed between reviews.",
        "Set securityPostureConfig.mode to BASIC or ENTERPRISE.",
        [Control.CisGke("5.10.6"), Control.Iso("A.8.8")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["securityPostureConfig.mode"].MustBeOneOf("BASIC", "ENTERPRISE")];
}
