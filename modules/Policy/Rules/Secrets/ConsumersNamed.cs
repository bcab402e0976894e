using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>Each secret names who may read it.</summary>
internal sealed class ConsumersNamed : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC005",
        Severity.High,
        "Each secret names who may read it",
        "Access for a whole project opens every secret, the ones of tomorrow too.",
        "Grant roles/secretmanager.secretAccessor on the secret, not on the project.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ProjectMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["role"].MustNotBe("roles/secretmanager.secretAccessor", "roles/secretmanager.secretVersionManager")];
}
