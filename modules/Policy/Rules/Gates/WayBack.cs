using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Production is changed only where it can go back.</summary>
internal sealed class WayBack : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "GATE002",
        Severity.High,
        "Production is changed only where it can go back",
        "A change without a rollback is fixed under pressure, by hand.",
        "Write rollbackReady for the environment in stacks/delivery/gates.yaml.",
        [Control.Rbi("change management"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Kinds => [StackFiles.Gates];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        input.Environment.ServesCustomers ? [manifest["environments"].Entry(input.Environment.Name).At("rollbackReady").MustBeThere()] : [];
}
