using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A release that fails is taken back.</summary>
internal sealed class ReleasesTakenBack : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GIT003",
        Severity.High,
        "A release that fails is taken back",
        "Half an upgrade is a state that nobody tested.",
        "Set atomic and cleanupOnFail to true and maxHistory to 1 or more.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Release];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["atomic"].MustBe(true), resource["cleanupOnFail"].MustBe(true), resource["maxHistory"].MustBeAtLeast(1, "revision"), resource["disableOpenapiValidation"].MustNotBeTrue()];
}
