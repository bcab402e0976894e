using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Machines are named by version.</summary>
internal sealed class MachinesPinned : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF018",
        Severity.Low,
        "Machines are named by version",
        "An image of tomorrow changes what a run does.",
        "Write ubuntu-24.04 instead of ubuntu-latest.",
        [Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        WorkflowParts.Jobs(manifest).Where(j => j.At("uses").IsMissing).Select(j => Check.If(j.At("runs-on"), f => f.Text is { Length: > 0 } machine && !machine.EndsWith("-latest", StringComparison.Ordinal), "it must name a version"));
}
