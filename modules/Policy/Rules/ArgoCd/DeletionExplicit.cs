using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>It is said what happens when a set or a cluster goes.</summary>
internal sealed class DeletionExplicit : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO007",
        Severity.Critical,
        "It is said what happens when a set or a cluster goes",
        "By default a set that vanishes takes its applications and all that they run with it.",
        "Set syncPolicy.applicationsSync and preserveResourcesOnDeletion; in production create-update and true, and resources-finalizer.argocd.argoproj.io on the set.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Kinds => ["ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field policy = manifest["spec.syncPolicy"];
        yield return policy.At("applicationsSync").MustBeSet();
        yield return policy.At("preserveResourcesOnDeletion").MustBeSet();
        if (input.Environment.IsProduction)
        {
            yield return policy.At("applicationsSync").MustBeOneOf("create-update", "create-only");
            yield return policy.At("preserveResourcesOnDeletion").MustBe(true);

            // Kubernetes deletes what a set owns along with it, unless the controller lets go first, and it does so for the finalizer alone.
            yield return manifest["metadata.finalizers"].MustHave("resources-finalizer.argocd.argoproj.io");
        }
    }
}
