using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Pods get a token of the API server on purpose.</summary>
internal sealed class TokensOnlyWhereNeeded : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S015",
        Severity.Medium,
        "Pods get a token of the API server on purpose",
        "A stolen pod with a token can ask the API server what else there is.",
        "Set automountServiceAccountToken to false on pods that do not call the API server.",
        [Control.CisGke("4.1.6"), Control.Iso("A.8.3")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        PodSpec.Of(manifest).At("serviceAccountName").IsMissing ? [PodSpec.Of(manifest).At("automountServiceAccountToken").MustBe(false)] : [];
}
