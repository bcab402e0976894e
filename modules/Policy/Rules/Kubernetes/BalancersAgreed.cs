using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A load balancer is there on purpose.</summary>
internal sealed class BalancersAgreed : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S014",
        Severity.High,
        "A load balancer is there on purpose",
        "A Service of this type gets an address on the internet at once.",
        "Set networking.gke.io/load-balancer-type: Internal, or publish through the Gateway.",
        [Control.Pci("1.4.2"), Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Kinds => ["Service"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["spec.type"].IsUnknown || manifest["spec.type"].Text == "LoadBalancer" ? [manifest["metadata.annotations"].Entry("networking.gke.io/load-balancer-type").MustBeOneOf("Internal")] : [];
}
