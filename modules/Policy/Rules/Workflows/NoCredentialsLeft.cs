using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A checkout leaves no credential behind.</summary>
internal sealed class NoCredentialsLeft : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF008",
        Severity.High,
        "A checkout leaves no credential behind",
        "Every later step, and whatever it builds, can read the token in .git/config.",
        "Set persist-credentials: \"false\".",
        [Control.Pci("8.6.2"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        WorkflowParts.Steps(manifest).Where(s => s.At("uses").Text?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true).Select(s => s.At("with.persist-credentials").MustBe(false));
}
