using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A store serves the namespaces that it names.</summary>
internal sealed class StoresNarrow : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ESO001",
        Severity.Critical,
        "A store serves the namespaces that it names",
        "A cluster-wide store without conditions gives every namespace every secret.",
        "Use a SecretStore, or a ClusterSecretStore with conditions.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Kinds => ["ClusterSecretStore"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest["spec.conditions"].MustBeSet()];
}
