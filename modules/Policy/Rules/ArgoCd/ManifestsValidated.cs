using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What is applied is validated.</summary>
internal sealed class ManifestsValidated : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO027",
        Severity.Medium,
        "What is applied is validated",
        "A field that is spelled wrong does nothing, in silence.",
        "Take Validate=false out of syncOptions.",
        [Control.Iso("A.8.29"), Control.Pci("6.5.1")]);

    protected override ImmutableArray<string> Kinds => ["Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field spec = manifest[manifest.Kind == "ApplicationSet" ? "spec.template.spec" : "spec"];
        return spec.At("syncPolicy.syncOptions") is { IsUnknown: true } unknown
            ? [Check.If(unknown, _ => false, "it must not hold Validate=false")]
            : spec.At("syncPolicy.syncOptions").Items.Select(o => o.MustNotBe("Validate=false", "SkipDryRunOnMissingResource=true")).Append(Check.Passed);
    }
}
