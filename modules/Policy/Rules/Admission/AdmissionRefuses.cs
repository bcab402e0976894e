using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Stacks;

namespace Infra.Policy.Rules;

/// <summary>Outside development admission refuses what violates.</summary>
internal sealed class AdmissionRefuses : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "KYV001",
        Severity.High,
        "Outside development admission refuses what violates",
        "A policy that only tells, or stands aside when nobody answers, lets in what was pushed past Git.",
        "Render again with `infra render`: failureAction Enforce, failurePolicy Fail, background true.",
        [Control.CisGke("4.2.1"), Control.Pci("6.5.1"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["ClusterPolicy", "Policy"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (input.Environment.Tier == Tier.Development)
        {
            yield break;
        }

        foreach (Field rule in manifest["spec.rules"].Items)
        {
            foreach (Field check in !rule.At("verifyImages").IsMissing ? rule.At("verifyImages").Items : [rule.At("validate")])
            {
                yield return check.At("failureAction").MustBeOneOf("Enforce");
            }
        }

        yield return manifest["spec.webhookConfiguration.failurePolicy"].MustBeOneOf("Fail");

        // Signatures are asked of a registry, when a pod starts.
        if (!manifest["spec.rules"].Items.Any(r => !r.At("verifyImages").IsMissing))
        {
            yield return manifest["spec.background"].MustBe(true);
        }
    }
}
