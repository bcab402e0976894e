using System.Collections.Immutable;
using Infra.Model.Actions;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Every pinned commit is one that was reviewed.</summary>
internal sealed class ActionsKnown : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF002",
        Severity.High,
        "Every pinned commit is one that was reviewed",
        "A commit that nobody looked at is code of a stranger, whatever tag stands beside it.",
        "Use a commit of the table of actions, or review the new one and add it there.",
        [Control.Pci("6.3.2"), Control.Iso("A.5.21")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field uses in WorkflowParts.Steps(manifest).Select(s => s.At("uses")).Where(u => u.Text?.Contains('@', StringComparison.Ordinal) == true))
        {
            yield return Check.If(uses, f => ActionTable.Find(f.Text!) is not null, "its commit must be one of the table of reviewed actions");
            if (ActionTable.Find(uses.Text!) is { } reviewed && manifest.SourceLine(uses.Path) is { } line)
            {
                yield return Check.If(uses, _ => line.TrimEnd().EndsWith($"# {reviewed.Tag}", StringComparison.Ordinal), $"the comment behind it must be # {reviewed.Tag}, the tag of that commit");
            }
        }
    }
}
