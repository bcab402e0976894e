using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>No policy of admission has exceptions.</summary>
internal sealed class NoExceptions : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "KYV002",
        Severity.High,
        "No policy of admission has exceptions",
        "An exception has no owner and no last day; what is let through stands in stacks/waivers.yaml.",
        "Delete the PolicyException; where admission must let something through, change the rule.",
        [Control.Pci("6.5.1"), Control.Rbi("exception management"), Control.Iso("A.5.36")]);

    protected override ImmutableArray<string> Kinds => ["PolicyException"];

    // The kind itself is the violation, whatever an apply decides of it.
    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) => [Check.Failed(manifest["kind"], "no exception may be in Git")];
}
