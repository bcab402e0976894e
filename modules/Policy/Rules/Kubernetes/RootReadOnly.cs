using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Containers write to volumes and not to their image.</summary>
internal sealed class RootReadOnly : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S026",
        Severity.Medium,
        "Containers write to volumes and not to their image",
        "Who breaks in can otherwise lay a program beside the one that was signed.",
        "Set readOnlyRootFilesystem: true, and mount an emptyDir where files are written.",
        [Control.Pci("2.2.6"), Control.Iso("A.8.9")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        PodSpec.Containers(manifest).Select(c => c.At("securityContext.readOnlyRootFilesystem").MustBe(true));
}
