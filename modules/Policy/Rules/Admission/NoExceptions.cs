using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No policy of admission has exceptions.</summary>
internal sealed class NoExceptions : AbsenceRule
{
    public override RuleInfo Info { get; } = new(
        "KYV002",
        Severity.High,
        "No policy of admission has exceptions",
        "An exception has no owner and no last day; violations are waived in stacks/rules/waivers.yaml.",
        "Delete the PolicyException; where admission must let something through, change the rule.",
        [Control.Pci("6.5.1"), Control.Rbi("exception management"), Control.Iso("A.5.36")]);

    protected override IEnumerable<Subject> Forbidden(PolicyInput input) => input.Manifests("PolicyException");

    protected override IEnumerable<Subject> Near(PolicyInput input) => input.Manifests("ClusterPolicy");

    // The kind itself is the violation, whatever an apply decides of it.
    protected override Check Violation(Subject found) => Check.Failed(found["kind"], "no exception may be in Git");
}
