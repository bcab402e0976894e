using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What guards environments and main at GitHub is not given up.</summary>
internal sealed class ReviewersKept : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF016",
        Severity.Critical,
        "What guards environments and main at GitHub is not given up",
        "Without reviewers, branch policies and rulesets anybody who can push can apply to production.",
        "Take the entries of without out of stacks/delivery/github.yaml, and use a plan of GitHub that has them; `infra github sync` makes the rest so.",
        [Control.Pci("6.5.1"), Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Kinds => [Subject.Repository];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) => [manifest["without"].MustNotBeSet("it gives up a guard")];
}
