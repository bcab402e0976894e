using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Images are searched for known holes.</summary>
internal sealed class ImagesScanned : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "AR002",
        Severity.Medium,
        "Images are searched for known holes",
        "A hole that is published is used within days.",
        "Set vulnerabilityScanningConfig.enablementConfig to INHERITED, with the API containerscanning on.",
        [Control.CisGke("5.1.1"), Control.Pci("6.3.1"), Control.Iso("A.8.8")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Repository];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["vulnerabilityScanningConfig.enablementConfig"].MustNotBe("DISABLED")];
}
