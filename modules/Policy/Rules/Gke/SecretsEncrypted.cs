using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Secrets of the cluster are encrypted with a key of ours.</summary>
internal sealed class SecretsEncrypted : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE007",
        Severity.High,
        "Secrets of the cluster are encrypted with a key of ours",
        "Without a key of Cloud KMS, access to secrets cannot be taken back by disabling a key, and its use is not logged.",
        "Set databaseEncryption.state to ENCRYPTED and keyName to a key in the region.",
        [Control.CisGke("5.3.1"), Control.Pci("3.5.1"), Control.Iso("A.8.24"), Control.Rbi("encryption at rest"), Control.Npci("encryption at rest"), Control.Dpdp("section 8(5)"), Control.ItAct("SPDI Rules 2011, rule 8")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["databaseEncryption.state"].MustBeOneOf("ENCRYPTED"), resource["databaseEncryption.keyName"].MustBeSet()];
}
