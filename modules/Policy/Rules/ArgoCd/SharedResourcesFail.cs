using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

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

    protected override ImmutableArray<string> Kinds => ["Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field spec = manifest[manifest.Kind == "ApplicationSet" ? "spec.template.spec" : "spec"];

        // An Application may go from one parent to another, as when groups are joined.
        return [Parents.IsParent(spec, input) ? Check.Passed : spec.At("syncPolicy.syncOptions").MustHave("FailOnSharedResource=true")];
    }
}
