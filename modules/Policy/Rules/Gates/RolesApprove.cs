using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Every change of production needs people of two roles.</summary>
internal sealed class RolesApprove : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "GATE003",
        Severity.Critical,
        "Every change of production needs people of two roles",
        "One person or one team can otherwise take money alone (approval on more than one level, in writing).",
        "Write a rule in stacks/delivery/approvals.yaml with the environment, without tags, risk or freeze, that needs two roles or more.",
        [Control.Rbi("change management"), Control.Pci("6.5.1"), Control.Iso("A.5.3")]);

    protected override ImmutableArray<string> Kinds => [StackFiles.Approvals];

    // What a rule may have and still bind every change of its environments.
    private static readonly string[] Unconditional = ["businessHours", "environments", "extra", "needs"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        input.Environment.ServesCustomers
            ? [Check.If(manifest["rules"], rules => rules.Entries.Any(r => BindsAll(r.Value, input.Environment.Name) && r.Value.At("needs").Entries.Count(n => n.Value.Number >= 1) >= 2), "one of them must need two roles or more for every change of the environment")]
            : [];

    private static bool BindsAll(Field rule, string environment) =>
        rule.Entries.All(e => Unconditional.Contains(e.Key, StringComparer.Ordinal)) && rule.At("environments").Items.Any(e => e.Text == environment);
}
