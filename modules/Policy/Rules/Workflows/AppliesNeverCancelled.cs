using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>An apply is never ended in the middle, and never runs twice at once.</summary>
internal sealed class AppliesNeverCancelled : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF009",
        Severity.Critical,
        "An apply is never ended in the middle, and never runs twice at once",
        "A cancelled apply leaves half of a change; two at once fight for the lock.",
        "Give the job a concurrency group of its own with cancel-in-progress: false.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field job in WorkflowParts.Jobs(manifest).Where(WorkflowParts.Applies))
        {
            yield return job.At("concurrency.group").MustBeSet();
            yield return job.At("concurrency.cancel-in-progress").MustBe(false);
            yield return manifest["concurrency.cancel-in-progress"].MustNotBeTrue();
        }
    }
}
