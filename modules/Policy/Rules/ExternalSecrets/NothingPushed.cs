using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Clusters do not write secrets.</summary>
internal sealed class NothingPushed : AbsenceRule
{
    public override RuleInfo Info { get; } = new(
        "ESO003",
        Severity.High,
        "Clusters do not write secrets",
        "A push lets whoever can make an object overwrite a value for all environments.",
        "Write values to Secret Manager outside the cluster.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.17")]);

    protected override IEnumerable<Subject> Forbidden(PolicyInput input) => [.. input.Manifests("PushSecret"), .. input.Manifests("ClusterPushSecret")];

    protected override IEnumerable<Subject> Near(PolicyInput input) => input.Manifests("ExternalSecret");

    protected override Check Violation(Subject found) => Check.Failed(found["kind"], "values flow from Secret Manager to clusters only");
}
