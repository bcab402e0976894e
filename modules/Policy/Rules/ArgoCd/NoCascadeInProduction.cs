using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Deleting an application of production deletes nothing else.</summary>
internal sealed class NoCascadeInProduction : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO010",
        Severity.High,
        "Deleting an application of production deletes nothing else",
        "With the finalizer a deleted Application takes its Deployments and volumes along.",
        "Leave resources-finalizer.argocd.argoproj.io out of what keeps more than Applications, and set preserveResourcesOnDeletion of sets.",
        [Control.Iso("A.8.13")]);

    protected override ImmutableArray<string> Kinds => ["Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (!input.Environment.IsProduction)
        {
            yield break;
        }

        bool isSet = manifest.Kind == "ApplicationSet";
        if (!isSet && Parents.IsParent(manifest["spec"], input))
        {
            // What goes with it are Applications, and what those keep stays.
            yield return Check.Passed;
            yield break;
        }

        yield return Check.If(
            manifest[isSet ? "spec.template.metadata.finalizers" : "metadata.finalizers"],
            f => !f.Items.Any(i => i.Text?.StartsWith("resources-finalizer.argocd.argoproj.io", StringComparison.Ordinal) == true),
            "it must not hold resources-finalizer.argocd.argoproj.io");
        if (isSet)
        {
            yield return manifest["spec.syncPolicy.preserveResourcesOnDeletion"].MustBe(true);
        }
    }
}
