using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No job gets all secrets at once.</summary>
internal sealed class NoSecretsAtOnce : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF010",
        Severity.Critical,
        "No job gets all secrets at once",
        "One step that prints its environment prints them all.",
        "Name the secret that a step needs.",
        [Control.Pci("7.2.2"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field job in WorkflowParts.Jobs(manifest))
        {
            yield return job.At("secrets").MustNotBe("inherit");
            yield return Check.If(job, f => !WorkflowParts.ReadsAllSecrets(f), "it must not take all secrets, as toJSON(secrets) does");
        }
    }
}
