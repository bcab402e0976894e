using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No role reads secrets that it does not name.</summary>
internal sealed class SecretsUnread : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S022",
        Severity.High,
        "No role reads secrets that it does not name",
        "Who may list the secrets of a namespace has them all, those of tomorrow too.",
        "Take secrets out of the resources, or name single ones in resourceNames; people read Secret Manager, where it is recorded.",
        [Control.CisGke("4.1.2"), Control.Pci("7.2.5"), Control.Iso("A.8.3")]);

    protected override ImmutableArray<string> Kinds => ["Role", "ClusterRole"];

    private static readonly string[] Reading = ["get", "list", "watch", "*"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["rules"].IsUnknown
            ? [manifest["rules"].MustBeSet()]
            : manifest["rules"].Items.Where(r => r.At("resourceNames").IsMissing && Reads(r.At("verbs"))).SelectMany(r => Resources(r.At("resources")));

    private static bool Reads(Field verbs) => verbs.IsUnknown || verbs.Items.Any(v => v.IsUnknown || Reading.Contains(v.Text, StringComparer.Ordinal));

    private static IEnumerable<Check> Resources(Field resources) => resources.IsUnknown ? [resources.MustBeSet()] : resources.Items.Select(r => r.MustNotBe("secrets"));
}
