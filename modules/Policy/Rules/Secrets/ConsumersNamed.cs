using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Each secret names who may read it.</summary>
internal sealed class ConsumersNamed : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC005",
        Severity.High,
        "Each secret names who may read it",
        "Access for a whole project opens every secret, the ones of tomorrow too.",
        "Grant roles/secretmanager.secretAccessor on the secret, not on the project, and nothing wider on it.",
        [Control.Pci("7.2.5"), Control.Iso("A.5.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ProjectMember, GcpTypes.SecretMember];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource.Kind == GcpTypes.SecretMember
            ? [resource["role"].MustBeOneOf("roles/secretmanager.secretAccessor", "roles/secretmanager.secretVersionAdder", "roles/secretmanager.viewer")]
            : [resource["role"].MustNotBe("roles/secretmanager.admin", "roles/secretmanager.secretAccessor", "roles/secretmanager.secretVersionManager")];
}
