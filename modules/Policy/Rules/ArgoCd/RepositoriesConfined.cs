using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What a repository says reaches nothing but its own files.</summary>
internal sealed class RepositoriesConfined : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO021",
        Severity.High,
        "What a repository says reaches nothing but its own files",
        "A link or a submodule reads files and networks that only the repository server has.",
        "Set reposerver.allow.oob.symlinks, the submodule settings and repoServer.automountServiceAccountToken to false.",
        [Control.Pci("6.2.4"), Control.Iso("A.8.28")]);

    protected override string Chart => Charts.ArgoCd;

    protected override IEnumerable<Check> Checks(Field values, PolicyInput input) =>
    [
        values.At("configs.params").Entry("reposerver.allow.oob.symlinks").MustBe(false),
        values.At("configs.params").Entry("reposerver.enable.git.submodule").MustBe(false),
        values.At("configs.params").Entry("applicationsetcontroller.enable.git.submodule").MustBe(false),
        values.At("repoServer.automountServiceAccountToken").MustBe(false),
    ];
}
