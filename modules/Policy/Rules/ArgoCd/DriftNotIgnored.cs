using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>Argo CD ignores single fields and not whole objects.</summary>
internal sealed class DriftNotIgnored : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO026",
        Severity.High,
        "Argo CD ignores single fields and not whole objects",
        "Drift that is ignored is never mended, and nobody sees it.",
        "Name kind and field in ignoreDifferences; turn selfHeal on where automated.",
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

        // RollingSync turns automated syncs off, so there is nothing to say about healing there.
        if (spec.At("syncPolicy.automated") is { IsMissing: false } automated)
        {
            yield return automated.At("selfHeal").MustBe(true);
        }

        yield return Check.Passed;
    }
}
