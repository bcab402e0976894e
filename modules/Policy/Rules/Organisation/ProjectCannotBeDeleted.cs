using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A project is not deleted with its stack.</summary>
internal sealed class ProjectCannotBeDeleted : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "ORG001",
        Severity.High,
        "A project is not deleted with its stack",
        "With the project goes everything in it, and its id is never free again.",
        "Set deletionPolicy to PREVENT.",
        [Control.Iso("A.8.13")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Project];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        input.Environment.Protected ? [resource["deletionPolicy"].MustBeOneOf("PREVENT")] : [];
}
