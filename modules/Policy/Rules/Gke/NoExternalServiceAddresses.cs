using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Services cannot take over foreign addresses.</summary>
internal sealed class NoExternalServiceAddresses : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE036",
        Severity.High,
        "Services cannot take over foreign addresses",
        "A service with externalIPs catches the traffic of an address that is not its own (CVE-2020-8554).",
        "Set serviceExternalIpsConfig.enabled to false.",
        [Control.Pci("1.4.2"), Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["serviceExternalIpsConfig.enabled"].MustNotBeTrue()];
}
