using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Tools that make manifests are off unless used.</summary>
internal sealed class UnusedToolsOff : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO020",
        Severity.Medium,
        "Tools that make manifests are off unless used",
        "Kustomize and Jsonnet fetch and run what a repository names, remote bases included.",
        "Set configs.cm kustomize.enable and jsonnet.enable to false.",
        [Control.Pci("2.2.4"), Control.Iso("A.8.9")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("configs.cm").Entry("kustomize.enable").MustBe(false),
        values.At("configs.cm").Entry("jsonnet.enable").MustBe(false),
    ];
}
