using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No role gives its holder more than it says.</summary>
internal sealed class RolesCannotGrow : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S021",
        Severity.Critical,
        "No role gives its holder more than it says",
        "escalate, bind and impersonate are every right there is, in three words.",
        "Take the verbs escalate, bind and impersonate out.",
        [Control.CisGke("4.1.7"), Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["Role", "ClusterRole"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["rules"].IsUnknown ? [manifest["rules"].MustBeSet()] : manifest["rules"].Items.SelectMany(r => Verbs(r.At("verbs")));

    private static IEnumerable<Check> Verbs(Field verbs) => verbs.IsUnknown ? [verbs.MustBeSet()] : verbs.Items.Select(v => v.MustNotBe("escalate", "bind", "impersonate"));
}
