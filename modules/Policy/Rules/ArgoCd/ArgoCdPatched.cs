using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Argo CD has the fixes of its known holes.</summary>
internal sealed class ArgoCdPatched : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO019",
        Severity.Critical,
        "Argo CD has the fixes of its known holes",
        "Before 3.3.9 an API token reads the credentials of repositories (CVE-2025-55190, CVE-2025-47933, CVE-2026-42880).",
        "Set global.image.tag to 3.3.9 or newer.",
        [Control.Pci("6.3.3"), Control.Iso("A.8.8")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
        [values.At("global.image.tag").MustBeVersion(new Version(3, 3, 9))];
}
