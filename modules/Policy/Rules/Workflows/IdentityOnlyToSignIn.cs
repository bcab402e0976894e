using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Only jobs that sign in can ask for a token of identity.</summary>
internal sealed class IdentityOnlyToSignIn : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF004",
        Severity.High,
        "Only jobs that sign in can ask for a token of identity",
        "Any step of a job with id-token can become the identity.",
        "Take id-token: write away from jobs without a step that signs in.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field job in WorkflowParts.Jobs(manifest).Where(j => j.At("permissions.id-token").Text == "write"))
        {
            yield return Check.If(job.At("steps"), f => f.Items.Any(s => s.At("uses").Text is { } uses && (uses.StartsWith("google-github-actions/auth@", StringComparison.Ordinal) || uses.StartsWith("actions/attest-", StringComparison.Ordinal))), "with id-token: write one of them must sign in");
        }
    }
}
