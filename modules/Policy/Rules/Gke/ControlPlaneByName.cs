using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The control plane has no IP endpoint on the internet.</summary>
internal sealed class ControlPlaneByName : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE002",
        Severity.Critical,
        "The control plane has no IP endpoint on the internet",
        "An endpoint with an address is reachable by whoever holds a token; the DNS endpoint asks IAM first.",
        "Set controlPlaneEndpointsConfig.ipEndpointsConfig.enabled to false, or privateClusterConfig.enablePrivateEndpoint to true.",
        [Control.CisGke("5.6.4"), Control.Pci("1.4.4"), Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        Field addresses = resource["controlPlaneEndpointsConfig.ipEndpointsConfig.enabled"];
        Field onlyPrivate = resource["privateClusterConfig.enablePrivateEndpoint"];
        // Either closes it; what is unknown about one matters only where the other leaves it open.
        Check closed = addresses.MustBe(false);
        yield return closed.Outcome != Outcome.Passed && onlyPrivate.MustBe(true).Outcome == Outcome.Passed ? Check.Passed : closed;
    }
}
