using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A project names its repositories.</summary>
internal sealed class SourcesNamed : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO002",
        Severity.High,
        "A project names its repositories",
        "With * everybody who can write any repository can deploy.",
        "List repositories in sourceRepos.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Kinds => ["AppProject"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["spec.sourceRepos"].Items.Select(r => Check.If(r, f => f.Text?.Contains('*') == false, "it must name one repository, without *"));
}
