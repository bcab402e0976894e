using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The old metadata endpoints are off.</summary>
internal sealed class LegacyMetadata : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE032",
        Severity.Medium,
        "The old metadata endpoints are off",
        "They answer without the header that protects against requests forged by a server.",
        "Set nodeConfig.metadata.disable-legacy-endpoints to \"true\".",
        [Control.CisGke("5.4.1"), Control.Pci("2.2.4")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["nodeConfig.metadata.disable-legacy-endpoints"].MustBe(true)];
}
