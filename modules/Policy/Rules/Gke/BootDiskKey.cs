using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Disks of nodes in production have a key of ours.</summary>
internal sealed class BootDiskKey : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE024",
        Severity.Medium,
        "Disks of nodes in production have a key of ours",
        "Images, logs and empty volumes with customer data lie on the boot disk.",
        "Set nodeConfig.bootDiskKmsKey.",
        [Control.CisGke("5.9.1"), Control.Pci("3.5.1"), Control.Iso("A.8.24"), Control.Rbi("encryption at rest")]);

    protected override ImmutableArray<string> Types => [GcpTypes.NodePool];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        input.Environment.IsProduction ? [resource["nodeConfig.bootDiskKmsKey"].MustBeSet()] : [];
}
