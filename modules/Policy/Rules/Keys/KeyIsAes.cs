using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What is encrypted at rest is encrypted with AES-256.</summary>
internal sealed class KeyIsAes : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "KMS005",
        Severity.High,
        "What is encrypted at rest is encrypted with AES-256",
        "Data of payments outlives weaker ciphers.",
        "Set versionTemplate.algorithm to GOOGLE_SYMMETRIC_ENCRYPTION, which is AES-256 in GCM, or to AES_256_GCM; or leave it out.",
        [Control.Rbi("encryption at rest"), Control.Pci("3.6.1"), Control.Iso("A.8.24")]);

    protected override ImmutableArray<string> Types => [GcpTypes.CryptoKey];

    // Missing counts as the provider's default, GOOGLE_SYMMETRIC_ENCRYPTION: https://cloud.google.com/kms/docs/algorithms
    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["purpose"].Text is null or "ENCRYPT_DECRYPT" or "RAW_ENCRYPT_DECRYPT"
            ? [resource["versionTemplate.algorithm"] is { IsMissing: false } algorithm ? algorithm.MustBeOneOf("GOOGLE_SYMMETRIC_ENCRYPTION", "AES_256_GCM") : Check.Passed]
            : [];
}
