using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Jobs with an identity use no cache.</summary>
internal sealed class NoCacheNearSecrets : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF012",
        Severity.High,
        "Jobs with an identity use no cache",
        "A cache that a pull request filled is run with the rights of an apply.",
        "Take the cache out of jobs with an environment.",
        [Control.Pci("6.3.2"), Control.Iso("A.8.28")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field step in WorkflowParts.Jobs(manifest).Where(j => !j.At("environment").IsMissing).SelectMany(j => j.At("steps").Items))
        {
            yield return Check.If(step.At("uses"), f => f.Text?.StartsWith("actions/cache", StringComparison.Ordinal) != true, "it must not be a cache");
            yield return step.At("with.cache").MustNotBeTrue();
        }
    }
}
