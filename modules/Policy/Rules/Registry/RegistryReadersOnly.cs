using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nodes only read images.</summary>
internal sealed class RegistryReadersOnly : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "AR004",
        Severity.High,
        "Nodes only read images",
        "A node that can push can replace the image of another service.",
        "Grant roles/artifactregistry.reader.",
        [Control.CisGke("5.1.2"), Control.CisGke("5.1.3"), Control.Pci("7.2.5")]);

    protected override ImmutableArray<string> Types => [GcpTypes.RepositoryMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["role"].MustBeOneOf("roles/artifactregistry.reader")];
}
