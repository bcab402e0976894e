using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Roles name what they allow.</summary>
internal sealed class RolesNarrow : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S005",
        Severity.High,
        "Roles name what they allow",
        "* allows what is added tomorrow too.",
        "List apiGroups, resources and verbs.",
        [Control.CisGke("4.1.3"), Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["Role", "ClusterRole"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field rule in manifest["rules"].Items)
        {
            foreach (Field item in new[] { "apiGroups", "resources", "verbs" }.SelectMany(name => rule.At(name).Items))
            {
                yield return item.MustNotBe("*");
            }
        }
    }
}
