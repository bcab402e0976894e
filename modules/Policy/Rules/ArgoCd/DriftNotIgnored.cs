using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Argo CD corrects drift, and ignores single fields alone.</summary>
internal sealed class DriftNotIgnored : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO026",
        Severity.High,
        "Argo CD corrects drift, and ignores single fields alone",
        "Ignored drift stays unseen, and without prune what was removed from Git keeps running.",
        "Set prune and selfHeal of syncPolicy.automated; name kind and field in ignoreDifferences.",
        [Control.Iso("A.8.9"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Kinds => ["Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field spec = manifest[manifest.Kind == "ApplicationSet" ? "spec.template.spec" : "spec"];
        foreach (Field ignored in spec.At("ignoreDifferences").Items)
        {
            yield return ignored.At("kind").MustNotBe("*");
            foreach (Field pointer in ignored.At("jsonPointers").Items)
            {
                yield return pointer.MustNotBe("", "/", "/spec", "/metadata", "/data");
            }
        }

        Field automated = spec.At("syncPolicy.automated");
        yield return automated.At("enabled").MustNotBe("false");
        yield return automated.At("prune").MustBe(true);
        yield return automated.At("selfHeal").MustBe(true);
    }
}
