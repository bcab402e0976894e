using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Jobs do not change clusters or the cloud by scripts.</summary>
internal sealed class NoScripts : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "K8S016",
        Severity.Medium,
        "Jobs do not change clusters or the cloud by scripts",
        "What a script did is in no plan, and nobody can take it back.",
        "Declare the result instead, in Git or in a stack.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Kinds => ["Pod", "Job", "CronJob"];

    private static readonly ImmutableArray<string> Programs = ["kubectl", "helm", "gcloud", "terraform", "pulumi", "argocd"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        PodSpec.Containers(manifest).SelectMany(c => c.At("command").Items.Concat(c.At("args").Items))
            .Select(word => Check.If(word, f => !Starts(f.Text), () => $"it must not start {string.Join(", ", Programs)}"))
            .Append(Check.Passed);

    private static bool Starts(string? text) => text is not null && text.Split([' ', '/', '\n', ';', '|', '&', '(', ')', '`'], StringSplitOptions.RemoveEmptyEntries).Any(w => Programs.Contains(w, StringComparer.Ordinal));
}
