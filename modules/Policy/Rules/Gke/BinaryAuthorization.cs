using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Images are admitted by a policy.</summary>
internal sealed class BinaryAuthorization : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE023",
        Severity.High,
        "Images are admitted by a policy",
        "Without admission control whoever can make a pod can run any image.",
        "Set binaryAuthorization.evaluationMode to PROJECT_SINGLETON_POLICY_ENFORCE.",
        [Control.CisGke("5.10.5"), Control.Pci("6.3.2"), Control.Iso("A.8.19")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["binaryAuthorization.evaluationMode"].MustBeOneOf("PROJECT_SINGLETON_POLICY_ENFORCE", "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE")];
}
