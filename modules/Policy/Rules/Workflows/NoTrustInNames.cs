using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nobody is trusted by name.</summary>
internal sealed class NoTrustInNames : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF017",
        Severity.High,
        "Nobody is trusted by name",
        "The actor of a run is not always who wrote its code, and names are given away again.",
        "Compare numbers of repositories, or leave it to the rules of an environment.",
        [Control.Pci("8.2.1"), Control.Iso("A.8.5")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field condition in WorkflowParts.Jobs(manifest).Select(j => j.At("if")).Concat(WorkflowParts.Steps(manifest).Select(s => s.At("if"))).Where(c => !c.IsMissing))
        {
            yield return Check.If(condition, f => f.Text is { } text && !text.Contains("actor", StringComparison.Ordinal) && !text.Contains(".login", StringComparison.Ordinal), "it must not go by actor or login");
            // `contains` on a text finds parts of names, and a text behind ${{ }} is always true.
            yield return Check.If(condition, f => f.Text is { } text && !text.Contains("contains(", StringComparison.Ordinal) && (!text.Contains("${{", StringComparison.Ordinal) || text.Trim().EndsWith("}}", StringComparison.Ordinal)), "it must compare whole values");
        }
    }
}
