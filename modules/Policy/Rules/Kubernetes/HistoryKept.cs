using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A workload keeps what it can go back to.</summary>
internal sealed class HistoryKept : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S019",
        Severity.Medium,
        "A workload keeps what it can go back to",
        "Without earlier revisions a bad one cannot be taken back at once.",
        "Take revisionHistoryLimit away or set it to 1 or more.",
        [Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Kinds => ["Deployment", "StatefulSet", "DaemonSet", "Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        manifest[manifest.Kind == "ApplicationSet" ? "spec.template.spec.revisionHistoryLimit" : "spec.revisionHistoryLimit"] is { IsMissing: false } limit
            ? [limit.MustBeAtLeast(1, "revision")]
            : [Check.Passed];
}
