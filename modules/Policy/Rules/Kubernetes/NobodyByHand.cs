using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>People look at clusters and change them through Git.</summary>
internal sealed class NobodyByHand : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S020",
        Severity.High,
        "People look at clusters and change them through Git",
        "What is changed by hand is in no review and no history, and the next sync takes it back.",
        "Bind people to view and to roles that name single acts; change objects in Git.",
        [Control.Pci("6.5.1"), Control.Rbi("change management"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Kinds => ["RoleBinding", "ClusterRoleBinding"];

    // K8S007 is about cluster-admin. A Google account of a program is a User of Kubernetes too.
    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest["subjects"].IsUnknown || manifest["subjects"].Items.Any(IsPerson) ? [manifest["roleRef.name"].MustNotBe("admin", "edit")] : [];

    private static bool IsPerson(Field subject) =>
        subject.At("kind") is { IsUnknown: true }
        || (subject.At("kind").Text is "Group" or "User" && subject.At("name").Text?.EndsWith(".gserviceaccount.com", StringComparison.Ordinal) != true && subject.At("name").Text?.StartsWith("system:serviceaccount", StringComparison.Ordinal) != true);
}
