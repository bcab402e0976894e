using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Images come from registries of ours.</summary>
internal sealed class OwnRegistries : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S012",
        Severity.High,
        "Images come from registries of ours",
        "What is pulled from elsewhere was scanned by nobody and can vanish.",
        "Pull through the remote repositories of the environment.",
        [Control.CisGke("5.1.4"), Control.Pci("6.3.2"), Control.Iso("A.5.21")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        PodSpec.Containers(manifest).Select(c => Check.If(c.At("image"), f => input.Environment.Registries.Any(r => f.Text?.StartsWith(r, StringComparison.Ordinal) == true), $"it must begin with {string.Join(" or ", input.Environment.Registries)}"));
}
