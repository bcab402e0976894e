using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Stores sign in by Workload Identity.</summary>
internal sealed class StoresWithoutKeys : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ESO007",
        Severity.High,
        "Stores sign in by Workload Identity",
        "A key of a service account in a cluster is a password for Secret Manager.",
        "Use provider.gcpsm.auth.workloadIdentity, not secretRef.",
        [Control.Pci("8.6.2"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Kinds => ["SecretStore", "ClusterSecretStore"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["spec.provider.gcpsm.auth.secretRef"].MustNotBeSet("a store signs in by Workload Identity")];
}
