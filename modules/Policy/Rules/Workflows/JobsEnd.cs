using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Jobs end, and scripts stop at the first error.</summary>
internal sealed class JobsEnd : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF013",
        Severity.Medium,
        "Jobs end, and scripts stop at the first error",
        "A job without an end blocks the queue for six hours; a script that goes on hides what failed.",
        "Set timeout-minutes, and defaults.run.shell: bash -euo pipefail {0}.",
        [Control.Iso("A.8.6")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field job in WorkflowParts.Jobs(manifest).Where(j => j.At("uses").IsMissing))
        {
            yield return job.At("timeout-minutes").MustBeAtLeast(1, "minutes");
        }

        if (WorkflowParts.Steps(manifest).Any(s => !s.At("run").IsMissing))
        {
            yield return manifest["defaults.run.shell"].MustBeOneOf("bash -euo pipefail {0}");
        }
    }
}
