using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>An empty source deletes nothing.</summary>
internal sealed class NoEmptySync : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO012",
        Severity.High,
        "An empty source deletes nothing",
        "A wrong path or a broken template renders nothing, and prune then removes everything.",
        "Set syncPolicy.automated.allowEmpty to false.",
        [Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["ApplicationSet", "Application"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest[manifest.Kind == "Application" ? "spec.syncPolicy.automated.allowEmpty" : "spec.template.spec.syncPolicy.automated.allowEmpty"].MustNotBeTrue()];
}
