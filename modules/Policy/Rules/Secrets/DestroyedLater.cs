using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A destroyed version can be had again.</summary>
internal sealed class DestroyedLater : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC006",
        Severity.Medium,
        "A destroyed version can be had again",
        "A version that was destroyed by mistake takes its service with it.",
        "Set versionDestroyTtl to at least 604800s.",
        [Control.Iso("A.8.13")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Secret];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["versionDestroyTtl"].MustBeAtLeast(604800, "seconds (7 days)")];
}
