using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Containers ask for what they need and no more.</summary>
internal sealed class ContainersLimited : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S011",
        Severity.Medium,
        "Containers ask for what they need and no more",
        "Without requests nodes are overfull; without a limit one leak takes the node.",
        "Set resources.requests.cpu, requests.memory and limits.memory.",
        [Control.Iso("A.8.6")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        PodSpec.Containers(manifest).SelectMany(c => new[] { c.At("resources.requests.cpu").MustBeSet(), c.At("resources.requests.memory").MustBeSet(), c.At("resources.limits.memory").MustBeSet() });
}
