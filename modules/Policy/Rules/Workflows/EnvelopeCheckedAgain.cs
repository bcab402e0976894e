using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>An apply takes exactly the envelope that was sealed.</summary>
internal sealed class EnvelopeCheckedAgain : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF015",
        Severity.Critical,
        "An apply takes exactly the envelope that was sealed",
        "An artefact can be replaced between two jobs of a run.",
        "Compare its digest with the output of the job that sealed it, before signing in.",
        [Control.Pci("6.5.1"), Control.Iso("A.8.32")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field job in WorkflowParts.Jobs(manifest).Where(WorkflowParts.Applies))
        {
            string[] scripts = [.. job.At("steps").Items.Select(s => s.At("run").Text ?? "")];
            int compared = Array.FindIndex(scripts, s => s.Contains(".digest", StringComparison.Ordinal) && s.Contains("$DIGEST", StringComparison.Ordinal));
            int applied = Array.FindIndex(scripts, s => s.Contains(" up ", StringComparison.Ordinal));
            yield return Check.If(job.At("steps"), _ => compared >= 0 && compared < applied, "before the apply one of them must compare the digest of the envelope with $DIGEST");
        }
    }
}
