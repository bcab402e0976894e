using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A failing sync stops trying.</summary>
internal sealed class RetriesBounded : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO008",
        Severity.Low,
        "A failing sync stops trying",
        "A sync that is tried again goes on with the source that it began with, so endless retries keep a fix out.",
        "Set syncPolicy.retry.limit to at most 10.",
        [Control.Iso("A.8.6")]);

    protected override ImmutableArray<string> Kinds => ["ApplicationSet", "Application"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [manifest[manifest.Kind == "Application" ? "spec.syncPolicy.retry.limit" : "spec.template.spec.syncPolicy.retry.limit"] is var limit ? Check.If(limit, f => f.Number is >= 0 and <= 10, "it must be 0 to 10") : Check.Passed];
}
