using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The DNS endpoint accepts IAM alone.</summary>
internal sealed class NoTokensByName : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE037",
        Severity.Medium,
        "The DNS endpoint accepts IAM alone",
        "Tokens and certificates of Kubernetes through the DNS endpoint go round IAM.",
        "Set dnsEndpointConfig.enableK8sTokensViaDns and enableK8sCertsViaDns to false.",
        [Control.Pci("8.3.1"), Control.Iso("A.8.5")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["controlPlaneEndpointsConfig.dnsEndpointConfig.enableK8sTokensViaDns"].MustNotBeTrue(), resource["controlPlaneEndpointsConfig.dnsEndpointConfig.enableK8sCertsViaDns"].MustNotBeTrue()];
}
