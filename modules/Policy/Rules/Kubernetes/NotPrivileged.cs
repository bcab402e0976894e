using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Containers are not privileged.</summary>
internal sealed class NotPrivileged : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S008",
        Severity.Critical,
        "Containers are not privileged",
        "A privileged container is the node.",
        "Leave privileged out; set allowPrivilegeEscalation to false.",
        [Control.CisGke("4.2.1"), Control.Pci("2.2.6"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        PodSpec.Containers(manifest).SelectMany(c => new[] { c.At("securityContext.privileged").MustNotBeTrue(), c.At("securityContext.allowPrivilegeEscalation").MustBe(false), c.At("securityContext.procMount").MustNotBe("Unmasked") });
}
