using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Stacks;

namespace Infra.Policy.Rules;

/// <summary>Nobody but Argo CD's controller is cluster-admin for good.</summary>
internal sealed class NoClusterAdmins : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S007",
        Severity.Critical,
        "Nobody but Argo CD's controller is cluster-admin for good",
        "The role can read every secret and delete every namespace.",
        "Bind a role of what is needed; break glass through IAM, for hours.",
        [Control.CisGke("4.1.1"), Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["RoleBinding", "ClusterRoleBinding"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        IsForArgoCd(manifest, input) ? [Check.Passed] : [manifest["roleRef.name"].MustNotBe("cluster-admin")];

    // Argo CD's controller makes whatever Git says, so it can be no less; its projects bound what it is told. It alone, by its Google account.
    private static bool IsForArgoCd(Subject binding, PolicyInput input) =>
        binding.Step is not null
        && binding["subjects"].Items.ToList() is [{ } only]
        && only.At("kind").Text == "User"
        && only.At("name").Text?.Split('@') is [var account, var domain]
        && account.EndsWith($"-{input.Environment.Name}-{ArgoCdWorkloads.Controller.Name}", StringComparison.Ordinal)
        && domain.EndsWith(".iam.gserviceaccount.com", StringComparison.Ordinal);
}
