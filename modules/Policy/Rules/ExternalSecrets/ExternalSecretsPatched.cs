using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>External Secrets has the fixes of its known holes.</summary>
internal sealed class ExternalSecretsPatched : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ESO008",
        Severity.Critical,
        "External Secrets has the fixes of its known holes",
        "Before 1.2.0 a template reads any secret that the operator may read (CVE-2026-22822).",
        "Set the tag of each image to 1.2.0 or newer.",
        [Control.Pci("6.3.3"), Control.Iso("A.8.8")]);

    protected override string Chart => Charts.ExternalSecrets;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("image.tag").MustBeVersion(new Version(1, 2, 0)),
        values.At("webhook.image.tag").MustBeVersion(new Version(1, 2, 0)),
        values.At("certController.image.tag").MustBeVersion(new Version(1, 2, 0)),
    ];
}
