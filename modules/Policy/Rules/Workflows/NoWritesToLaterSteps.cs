using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No script changes the environment of later steps.</summary>
internal sealed class NoWritesToLaterSteps : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF007",
        Severity.High,
        "No script changes the environment of later steps",
        "What is written to GITHUB_ENV or GITHUB_PATH decides which program a later step runs, with its secrets.",
        "Pass values by outputs of the step.",
        [Control.Pci("6.2.4"), Control.Iso("A.8.28")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        WorkflowParts.Steps(manifest).Select(s => s.At("run")).Where(r => !r.IsMissing).Select(r => Check.If(r, f => f.Text?.Contains("GITHUB_ENV", StringComparison.Ordinal) == false && !f.Text!.Contains("GITHUB_PATH", StringComparison.Ordinal), "it must write to neither GITHUB_ENV nor GITHUB_PATH"));
}
