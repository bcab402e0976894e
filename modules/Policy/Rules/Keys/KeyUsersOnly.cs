using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Who uses a key cannot administer it.</summary>
internal sealed class KeyUsersOnly : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "KMS004",
        Severity.High,
        "Who uses a key cannot administer it",
        "Whoever does both can decrypt and hide it.",
        "Grant roles/cloudkms.cryptoKeyEncrypterDecrypter on the key, and administration to others.",
        [Control.Pci("3.7.6"), Control.Iso("A.5.3")]);

    protected override ImmutableArray<string> Types => [GcpTypes.KeyMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["role"].MustNotBe("roles/cloudkms.admin", "roles/owner", "roles/editor"), resource["member"].MustNotBe("allUsers", "allAuthenticatedUsers")];
}
