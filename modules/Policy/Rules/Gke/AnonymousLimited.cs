using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Whoever has no name reaches health checks only.</summary>
internal sealed class AnonymousLimited : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE029",
        Severity.High,
        "Whoever has no name reaches health checks only",
        "Anonymous requests are otherwise evaluated by RBAC, where one binding opens them everything.",
        "Set anonymousAuthenticationConfig.mode to LIMITED.",
        [Control.CisGke("4.2.1"), Control.Pci("8.2.1"), Control.Iso("A.8.5")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["anonymousAuthenticationConfig.mode"].MustBeOneOf("LIMITED")];
}
