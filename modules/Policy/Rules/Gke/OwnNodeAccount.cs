using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nodes run as an account of their own.</summary>
internal sealed class OwnNodeAccount : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE005",
        Severity.High,
        "Nodes run as an account of their own",
        "The default account of Compute Engine is an editor of the project, and with it each node is.",
        "Give nodeConfig.serviceAccount an account with roles/container.defaultNodeServiceAccount.",
        [Control.CisGke("5.2.1"), Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [Check.If(resource["nodeConfig.serviceAccount"], f => f.Text is { Length: > 0 } account && account != "default" && !account.EndsWith("-compute@developer.gserviceaccount.com", StringComparison.Ordinal), "it must be an account made for nodes, not the default account of Compute Engine")];
}
