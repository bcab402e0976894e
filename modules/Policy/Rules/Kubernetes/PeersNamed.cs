using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Network policies name who may talk.</summary>
internal sealed class PeersNamed : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S023",
        Severity.High,
        "Network policies name who may talk",
        "One rule without a peer, or with all addresses, takes the default away for every pod that it selects.",
        "Name peers: labels of namespaces and pods, or ranges that are not the whole internet.",
        [Control.CisGke("4.3.2"), Control.Pci("1.3.1"), Control.Iso("A.8.22")]);

    protected override ImmutableArray<string> Kinds => ["NetworkPolicy"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        Peers(manifest["spec.ingress"], "from").Concat(Peers(manifest["spec.egress"], "to"));

    // A rule without peers, or with an empty list of them, allows all.
    private static IEnumerable<Check> Peers(Field rules, string peers)
    {
        if (rules.IsUnknown)
        {
            return [rules.MustBeSet()];
        }

        return rules.Items.SelectMany(r => r.At(peers).Items.Any() ? r.At(peers).Items.SelectMany(Named) : [r.At(peers).MustBeSet()]);
    }

    private static IEnumerable<Check> Named(Field peer)
    {
        if (peer.At("ipBlock") is { IsMissing: false } block)
        {
            yield return Check.If(block.At("cidr"), c => c.Text?.EndsWith("/0", StringComparison.Ordinal) == false, "it must be narrower than all addresses");
        }

        // Pods of the own namespace may be named by an empty selector; all namespaces may not.
        if (peer.At("namespaceSelector") is { IsMissing: false } spaces && !peer.At("podSelector").Entries.Any())
        {
            yield return spaces.MustBeSet();
        }
    }
}
