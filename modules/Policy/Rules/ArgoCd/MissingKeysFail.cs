using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A label that is missing stops the set.</summary>
internal sealed class MissingKeysFail : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO006",
        Severity.High,
        "A label that is missing stops the set",
        "A missing key becomes the text <no value>, and applications of that name replace the real ones.",
        "Set goTemplate to true and goTemplateOptions to missingkey=error.",
        [Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["spec.goTemplate"].MustBe(true), manifest["spec.goTemplateOptions"].MustHave("missingkey=error")];
}
