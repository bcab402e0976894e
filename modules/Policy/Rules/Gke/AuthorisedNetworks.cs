using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>An IP endpoint answers named networks only.</summary>
internal sealed class AuthorisedNetworks : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE003",
        Severity.Critical,
        "An IP endpoint answers named networks only",
        "An endpoint that answers 0.0.0.0/0 answers every attacker with a stolen token.",
        "Switch IP endpoints off, or list the networks in masterAuthorizedNetworksConfig without 0.0.0.0/0 or ::/0.",
        [Control.CisGke("5.6.3"), Control.Pci("1.4.2"), Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        if (resource["controlPlaneEndpointsConfig.ipEndpointsConfig.enabled"].MustBe(false).Outcome == Outcome.Passed)
        {
            yield break;
        }

        Field networks = resource["masterAuthorizedNetworksConfig.cidrBlocks"];
        yield return networks.MustBeSet();
        foreach (Field network in networks.Items)
        {
            yield return network.At("cidrBlock").MustNotBe("0.0.0.0/0", "::/0");
        }
    }
}
