using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Secrets are in jobs of a GitHub environment.</summary>
internal sealed class SecretsBehindEnvironments : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF011",
        Severity.High,
        "Secrets are in jobs of a GitHub environment",
        "A secret of the repository is in reach of every branch.",
        "Keep the secret in an environment and name it at the job.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.31")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        // What stands above the jobs is in reach of each of them.
        yield return Check.If(manifest["env"], f => !WorkflowParts.ReadsSecrets(f), "it must read no secret, because jobs without an environment have it too");
        foreach (Field job in WorkflowParts.Jobs(manifest))
        {
            Field environment = job.At("environment");
            bool named = (environment.Text ?? environment.At("name").Text) is { Length: > 0 };
            yield return Check.If(job, f => named || !WorkflowParts.ReadsSecrets(f), "without an environment it must use no secret");
        }
    }
}
