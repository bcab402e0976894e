using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A protected secret cannot be deleted by one call.</summary>
internal sealed class SecretCannotBeDeleted : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC007",
        Severity.High,
        "A protected secret cannot be deleted by one call",
        "Every consumer fails at once, and the value cannot be had again.",
        "Set deletionProtection to true.",
        [Control.Iso("A.8.13")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Secret];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        input.Environment.Protected ? [resource["deletionProtection"].MustBe(true)] : [];
}
