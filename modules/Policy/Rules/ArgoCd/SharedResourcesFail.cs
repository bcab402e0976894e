using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>Two applications cannot own one object.</summary>
internal sealed class SharedResourcesFail : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO011",
        Severity.Medium,
        "Two applications cannot own one object",
        "The later one takes it over, and pruning either deletes it.",
        "Add FailOnSharedResource=true to syncOptions.",
        [Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["spec.template.spec.syncPolicy.syncOptions"].MustHave("FailOnSharedResource=true")];
}
