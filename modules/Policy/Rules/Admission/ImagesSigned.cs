using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Stacks;

namespace Infra.Policy.Rules;

/// <summary>Images of tenants are signed.</summary>
internal sealed class ImagesSigned : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "KYV003",
        Severity.Critical,
        "Images of tenants are signed with a key of the company",
        "Whoever may push to a registry can put any image under any name there; a signature says that the pipeline built it.",
        "Sign the image by its digest with a key of infra:imageKeys (docs/tasks/sign-images.md); in the policy keep required, every image, and the keys of the settings.",
        [Control.Pci("6.3.2"), Control.Iso("A.8.28"), Control.CisGke("5.10.4")]);

    protected override ImmutableArray<string> Kinds => ["ClusterPolicy", "Policy"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field verified in manifest["spec.rules"].Items.SelectMany(r => r.At("verifyImages").Items))
        {
            yield return verified.At("required").MustBe(true);
            yield return verified.At("imageReferences").MustHave("*");
            yield return verified.At("skipImageReferences").MustNotBeSet("every image counts");
            if (input.Environment.Tier != Tier.Development)
            {
                yield return verified.At("mutateDigest").MustBe(true);
                yield return verified.At("verifyDigest").MustBe(true);
            }

            yield return verified.At("attestors").MustBeSet();
            foreach (Field attestor in verified.At("attestors").Items)
            {
                yield return attestor.At("entries").MustBeSet();
                yield return attestor.At("count").MustBeAtLeast(1, "keys");
            }

            foreach (Field entry in verified.At("attestors").Items.SelectMany(a => a.At("entries").Items))
            {
                yield return entry.At("keys.publicKeys").MustBeOneOf([.. input.Environment.ImageKeys.Select(k => k.Pem)]);
            }
        }
    }
}
